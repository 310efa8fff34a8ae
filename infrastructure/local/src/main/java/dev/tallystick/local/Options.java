package dev.tallystick.local;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the command line asks for. */
record Options(
        Path template,
        int port,
        Optional<Path> givenData,
        boolean fresh,
        boolean withoutFunctions,
        Optional<String> seed,
        int scheduleSpeed,
        Map<String, String> parameters) {

    static final String HELP = """
            Runs a SAM template on this machine, without an AWS account.

            usage: LocalCloud --template FILE [option]…

              --template FILE         the template; code is looked for relative to it
              --port N                where the first HTTP API listens; otherwise PORT, otherwise 3000; 0 takes a free one
              --data DIRECTORY        what is kept; otherwise .local/<template>-<port>
              --fresh                 forget what is kept
              --parameter Name=Value  a parameter of the template, as often as needed
              --without-functions     only tables, queues and secrets
              --schedule-speed N      schedules go by N times faster, from 1 to 3600; otherwise SCHEDULE_SPEED
              --seed COMMAND          runs once everything is up, with the addresses in LOCAL_HTTP and so on
              --help                  this
            """;
    private static final String SEE_HELP = "; --help lists the options";

    static boolean wantsHelp(String[] arguments) {
        return Arrays.asList(arguments).contains("--help");
    }

    static Options parse(String[] arguments, Map<String, String> environment) {
        Deque<String> left = new ArrayDeque<>(List.of(arguments));
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, String> parameters = new LinkedHashMap<>();
        boolean fresh = false;
        boolean withoutFunctions = false;
        while (!left.isEmpty()) {
            String option = left.pop();
            switch (option) {
                case "--fresh" -> fresh = true;
                case "--without-functions" -> withoutFunctions = true;
                case "--template", "--port", "--data", "--seed", "--schedule-speed" ->
                    values.put(option, value(option, left));
                case "--parameter" -> {
                    String[] parts = value(option, left).split("=", 2);
                    if (parts.length < 2) {
                        throw new Fault("--parameter needs Name=Value, not " + parts[0]);
                    }
                    parameters.put(parts[0], parts[1]);
                }
                default ->
                    throw new Fault(
                            (option.startsWith("-") ? "unknown option " : "unexpected argument ") + option + SEE_HELP);
            }
        }
        String template = values.get("--template");
        if (template == null) {
            throw new Fault("--template FILE is missing" + SEE_HELP);
        }
        String port = values.getOrDefault("--port", environment.getOrDefault("PORT", "3000"));
        String speed = values.getOrDefault("--schedule-speed", environment.getOrDefault("SCHEDULE_SPEED", "1"));
        return new Options(
                Path.of(template),
                number("the port", port, 0, 65_535),
                Optional.ofNullable(values.get("--data")).map(Path::of),
                fresh,
                withoutFunctions,
                Optional.ofNullable(values.get("--seed")),
                number("the speed of schedules", speed, 1, 3600),
                parameters);
    }

    /** Where data is kept; by default each template and port has a place of its own. */
    Path data() {
        return givenData.orElseGet(() -> {
            String file = String.valueOf(template.getFileName());
            int dot = file.lastIndexOf('.');
            return Path.of(".local", (dot > 0 ? file.substring(0, dot) : file) + "-" + port);
        });
    }

    private static String value(String option, Deque<String> left) {
        if (left.isEmpty()) {
            throw new Fault(option + " needs a value" + SEE_HELP);
        }
        return left.pop();
    }

    private static int number(String what, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // the fault below says all that there is to say
        }
        throw new Fault(what + " must be a number from " + least + " to " + most + ", not " + text);
    }
}
