package dev.tallystick.local;

import dev.tallystick.local.template.Account;
import dev.tallystick.local.template.Template;
import dev.tallystick.local.wire.HttpPart;
import dev.tallystick.local.wire.KeptFile;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs a SAM template on this machine until it is told to stop. */
public final class LocalCloud {

    private static final int FAULT = 1;

    private LocalCloud() {}

    /** See README.md for the options. */
    public static void main(String[] arguments) throws InterruptedException {
        System.setProperty("log4j2.configurationFile", "local-log4j2.xml");
        if (Options.wantsHelp(arguments)) {
            System.out.print(Options.HELP);
            return;
        }
        try {
            run(Options.parse(arguments, System.getenv()));
        } catch (Fault fault) {
            System.err.println(fault.getMessage());
            System.exit(FAULT);
        }
    }

    private static void run(Options options) throws InterruptedException {
        Account account = new Account(region(System.getenv()), Account.LOCAL_ID, stack(options));
        Template template = Cloud.check(options, account);
        Optional<HttpPart> http = options.withoutFunctions() ? Optional.empty() : Optional.of(bind(options.port()));
        DataDirectory data = DataDirectory.open(options.data(), options.fresh());
        Cloud cloud = new Cloud();
        AtomicInteger status = stopAtExit(cloud);
        try {
            Endpoints endpoints = cloud.start(options, template, account, data, http);
            new KeptFile(data.resolve("endpoints.json")).write(endpoints.byName());
            print(System.out, template, endpoints);
            if (options.seed().isPresent()) {
                new Seed(options.seed().get()).run(endpoints, data);
            }
        } catch (Fault fault) {
            status.set(FAULT);
            throw fault;
        }
        System.out.println("ready");
        new CountDownLatch(1).await();
    }

    // Halting gives status 0 after a signal too; everything that has to be kept is on the disk by then.
    private static AtomicInteger stopAtExit(Cloud cloud) {
        AtomicInteger status = new AtomicInteger();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            cloud.close();
            Runtime.getRuntime().halt(status.get());
        }));
        return status;
    }

    private static HttpPart bind(int port) {
        try {
            return HttpPart.bind(port);
        } catch (IOException _) {
            throw new Fault("port " + port + " is taken; set PORT=… to another one");
        }
    }

    private static void print(PrintStream out, Template template, Endpoints endpoints) {
        out.print(template.effects().report());
        out.println();
        endpoints.byName().forEach((name, url) -> {
            if (!name.equals("secrets")) {
                print(out, name, url);
            }
        });
        Optional.ofNullable(endpoints.byName().get("http")).ifPresent(http -> print(out, "console", http + "/_local"));
    }

    private static void print(PrintStream out, String name, String url) {
        out.println(String.format(Locale.ROOT, "%-9s %s", name, url));
    }

    private static String region(Map<String, String> environment) {
        return environment.getOrDefault("AWS_REGION", environment.getOrDefault("AWS_DEFAULT_REGION", "us-east-1"));
    }

    private static String stack(Options options) {
        String file = String.valueOf(options.template().getFileName());
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }
}
