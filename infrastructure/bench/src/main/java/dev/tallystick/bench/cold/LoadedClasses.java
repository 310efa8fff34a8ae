package dev.tallystick.bench.cold;

import dev.tallystick.bench.run.Site;
import dev.tallystick.bench.store.Call;
import dev.tallystick.bench.store.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which classes a process loads until its first answer, by where they come from. */
public final class LoadedClasses {

    private static final Pattern LOADED = Pattern.compile("\\[class,load[^]]*] (\\S+) source: (.*)");

    /** Longer prefixes first. */
    private static final List<String> PACKAGES = List.of(
            "dev.tallystick.points",
            "dev.tallystick",
            "software.amazon.awssdk.services",
            "software.amazon.awssdk.thirdparty.jackson",
            "software.amazon.awssdk",
            "com.amazonaws.lambda.thirdparty",
            "com.amazonaws",
            "com.fasterxml.jackson",
            "tools.jackson",
            "org.apache",
            "org.slf4j",
            "sun.security",
            "java",
            "jdk",
            "sun");

    private LoadedClasses() {}

    /** Counts by package; those of the JDK's own archive are left out, and made at run time are all lambdas and the like. */
    public static Map<String, Integer> count(Site site, Tenant tenant, ColdStarts.Kind kind)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile("tallystick-classes-", ".log");
        FunctionProcess.Spec spec = kind.spec(site);
        try (FunctionProcess process = FunctionProcess.start(
                site,
                new FunctionProcess.Spec(
                        spec.jar(), spec.handler(), spec.snapStart(), List.of("-Xlog:class+load:file=" + log)),
                tenant.variables())) {
            var _ = process.awaitReady();
            var _ = process.call(Call.purchase(tenant.key(), tenant.member()));
        }
        Map<String, Integer> counts = new TreeMap<>();
        for (String line : Files.readAllLines(log)) {
            Matcher loaded = LOADED.matcher(line);
            if (loaded.find()) {
                counts.merge(kindOf(loaded.group(1), loaded.group(2)), 1, Integer::sum);
            }
        }
        Files.delete(log);
        return counts;
    }

    private static String kindOf(String name, String source) {
        if (source.contains("shared objects file")) {
            return "(in the JDK's archive)";
        }
        if (name.toLowerCase(Locale.ROOT).contains("/0x")) {
            return "(made at run time)";
        }
        return PACKAGES.stream()
                .filter(prefix -> name.startsWith(prefix + "."))
                .findFirst()
                .orElse("(others)");
    }
}
