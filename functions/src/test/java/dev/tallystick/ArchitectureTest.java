package dev.tallystick;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.tallystick.arrows.points.BrokenDomain;
import dev.tallystick.arrows.redemption.BrokenCapability;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which package may use which, each as the whole list of what it may use. Whatever is not in a list is forbidden, and a
 * package without a list fails the test.
 */
class ArchitectureTest {

    private static final String ROOT = "dev.tallystick.";
    private static final Set<String> CAPABILITIES = Set.of(
            "member",
            "purchase",
            "redemption",
            "insight",
            "feed",
            "relay",
            "setup",
            "health",
            "reference",
            "program",
            "adjustment",
            "batch",
            "upkeep",
            "wallet",
            "page",
            "pass",
            "webhook");

    /** Own packages and libraries. Every package may use java and JSpecify, and itself. */
    private static final Map<String, Set<String>> SHARED = Map.ofEntries(
            Map.entry("points", Set.of()),
            Map.entry("json", Set.of("tools.jackson.core")),
            Map.entry("log", Set.of("json", "software.amazon.awssdk.awscore")),
            Map.entry("store", Set.of("json", "software.amazon.awssdk")),
            Map.entry("http", Set.of("json", "log", "store", "com.amazonaws.services.lambda.runtime")),
            Map.entry("token", Set.of("json", "store", "com.nimbusds.jose")),
            Map.entry("ledger", Set.of("points", "store", "json", "token", "log", "software.amazon.awssdk")),
            Map.entry("access", Set.of("http", "json", "log", "store", "points", "token")),
            Map.entry("api", Set.of("access", "http", "json", "ledger", "points", "store", "com.google.i18n")),
            Map.entry("operation", Set.of("access", "api", "http", "json", "ledger", "log", "points", "store")),
            Map.entry("stream", Set.of("json", "log", "store", "software.amazon.awssdk")),
            Map.entry(
                    "wiring",
                    Set.of(
                            "access",
                            "api",
                            "http",
                            "json",
                            "ledger",
                            "log",
                            "operation",
                            "org.crac",
                            "points",
                            "software.amazon.awssdk",
                            "store",
                            "token")));

    /** What a capability may use: never another capability, and of AWS's SDK only where it owns a table or a queue. */
    private static final Set<String> CAPABILITY = Set.of(
            "access",
            "api",
            "http",
            "json",
            "ledger",
            "log",
            "operation",
            "points",
            "store",
            "stream",
            "wiring",
            "com.amazonaws.services.lambda.runtime");

    /** What one capability uses beyond that: passes are signed for others, by a library each; webhooks are sent with TLS. */
    private static final Map<String, Set<String>> ALSO = Map.of(
            "pass",
            Set.of("token", "org.bouncycastle", "javax.security.auth.x500"),
            "webhook",
            Set.of("javax.net.ssl"));

    private static final Set<String> OWNS_A_TABLE_OR_QUEUE =
            Set.of("batch", "feed", "insight", "program", "relay", "setup", "webhook");

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.tallystick");

    static Stream<String> packages() {
        return Stream.concat(SHARED.keySet().stream(), CAPABILITIES.stream()).sorted();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesOnlyWhatItsListNames(String name) {
        rule(ROOT, name).check(PRODUCTION);
    }

    @Test
    void everyPackageHasAList() {
        Set<String> found = new TreeSet<>();
        PRODUCTION.forEach(type -> found.add(type.getPackageName().substring(ROOT.length())));

        assertThat(found).containsExactlyElementsOf(packages().toList());
    }

    @Test
    void handlersUseNoSdkAndExtendNothing() {
        ArchRule rule = classes()
                .that()
                .implement("com.amazonaws.services.lambda.runtime.RequestStreamHandler")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "dev.tallystick..", "java..", "com.amazonaws.services.lambda.runtime..", "org.jspecify.."))
                .andShould()
                .haveOnlyFinalFields();

        rule.check(PRODUCTION);
        PRODUCTION.stream()
                .filter(type -> type.isAssignableTo("com.amazonaws.services.lambda.runtime.RequestStreamHandler"))
                .forEach(
                        type -> assertThat(type.getRawSuperclass().orElseThrow().getName())
                                .isEqualTo("java.lang.Object"));
    }

    @Test
    void oneClassAloneUsesTheLibraryForSignaturesOfPasses() {
        classes()
                .that()
                .doNotHaveFullyQualifiedName("dev.tallystick.pass.ManifestSignature")
                .and()
                .haveNameNotMatching("dev\\.tallystick\\.pass\\.ManifestSignature\\$.*")
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("org.bouncycastle.."))
                .check(PRODUCTION);
    }

    @Test
    void theRulesCanFail() {
        JavaClasses broken = new ClassFileImporter()
                .importClasses(BrokenDomain.class, BrokenCapability.class, dev.tallystick.arrows.purchase.Other.class);

        assertThatThrownBy(() -> rule(ROOT + "arrows.", "points").check(broken))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("BrokenDomain");
        assertThatThrownBy(() -> rule(ROOT + "arrows.", "redemption").check(broken))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("BrokenCapability");
    }

    private static ArchRule rule(String root, String name) {
        Set<String> uses = new TreeSet<>(SHARED.getOrDefault(name, CAPABILITY));
        uses.addAll(ALSO.getOrDefault(name, Set.of()));
        if (OWNS_A_TABLE_OR_QUEUE.contains(name)) {
            uses.add("software.amazon.awssdk");
        }
        DescribedPredicate<JavaClass> allowed = resideInAnyPackage(Stream.concat(
                        Stream.of("java..", "javax.crypto..", "org.jspecify..", root + name + ".."),
                        uses.stream().map(use -> (use.contains(".") ? use : root + use) + ".."))
                .toArray(String[]::new));
        DescribedPredicate<JavaClass> domain =
                name.equals("points") ? resideInAnyPackage("java..", "org.jspecify..", root + "points..") : allowed;
        return classes()
                .that(resideInAPackage(root + name + ".."))
                .should()
                .onlyDependOnClassesThat(domain)
                .as("%s uses only %s".formatted(name, Arrays.toString(uses.toArray())));
    }
}
