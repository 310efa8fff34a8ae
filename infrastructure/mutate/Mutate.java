import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Breaks one rule of the ledger at a time, in a copy of the committed code, and sees whether a test notices. Started by {@code
 * make mutate}, with the root of the repository and, where only some are wanted, words of their names.
 *
 * <p>{@code mutations.txt} lists them: a title after {@code #}, the file below {@code functions/src/main/java/dev/tallystick},
 * then a line of it after {@code -} and what stands there instead after {@code +}. The line must be there exactly once.
 */
final class Mutate {

    private static final Path SOURCES = Path.of("functions", "src", "main", "java", "dev", "tallystick");
    private static final String TABLES = "dev.tallystick.points.*Test,!PropertyTest,!ExhaustiveTest";
    private static final String SEEDS = "PropertyTest,SimulationTest,FakeLedgerStoreTest,ExhaustiveTest";
    private static final String STORES = "!dev.tallystick.points.*Test,!SimulationTest,!FakeLedgerStoreTest";
    private static final Pattern FAILED_TEST = Pattern.compile("(?m)^\\[ERROR\\] +([A-Z][A-Za-z]+)[.:]([A-Za-z0-9_]+)");

    private final Path copy;

    private record Mutation(String name, Path file, String line, String instead) {}

    private record Run(int status, String output) {}

    private Mutate(Path copy) {
        this.copy = copy;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path root = Path.of(arguments[0]).toAbsolutePath();
        List<Mutation> mutations = read(root.resolve("infrastructure/mutate/mutations.txt")).stream()
                .filter(mutation -> arguments.length < 2 || List.of(arguments).stream().skip(1).anyMatch(mutation.name()::contains))
                .toList();
        Path copy = Files.createTempDirectory("tallystick-mutate-");
        try {
            int caught = new Mutate(copy).tryAll(root, mutations);
            System.out.println("%d of %d faults were caught.".formatted(caught, mutations.size()));
            System.exit(caught == mutations.size() ? 0 : 1);
        } finally {
            delete(copy);
        }
    }

    private int tryAll(Path root, List<Mutation> mutations) throws IOException, InterruptedException {
        System.out.println("Copying and building what is committed …");
        must(run(root, List.of("git", "clone", "-q", root.toString(), copy.toString())));
        must(run(copy, maven("package", "-DskipTests", "-pl", "infrastructure/local,functions")));
        System.out.println("Trying the tests without any fault …");
        must(tests(List.of(TABLES, SEEDS, STORES)));
        int caught = 0;
        for (int i = 0; i < mutations.size(); i++) {
            Mutation mutation = mutations.get(i);
            long start = System.nanoTime();
            String outcome = outcome(mutation);
            caught += outcome.startsWith("caught") ? 1 : 0;
            System.out.println("%2d/%d  %-62s %s (%d s)"
                    .formatted(
                            i + 1,
                            mutations.size(),
                            mutation.name(),
                            outcome,
                            (System.nanoTime() - start) / 1_000_000_000));
        }
        return caught;
    }

    private String outcome(Mutation mutation) throws IOException, InterruptedException {
        Path file = copy.resolve(mutation.file());
        String sound = Files.readString(file);
        String broken = sound.replace(mutation.line(), mutation.instead());
        if (sound.split(Pattern.quote(mutation.line()), -1).length != 2) {
            return "NOT TRIED: the line is not there exactly once";
        }
        Files.writeString(file, broken);
        try {
            Run compiled = run(copy, maven("test-compile", "-q", "-pl", "functions"));
            if (compiled.status() != 0) {
                return "NOT TRIED: it does not compile";
            }
            boolean domain = mutation.file().startsWith(SOURCES.resolve("points"));
            Run run = tests(domain ? List.of(TABLES, SEEDS, STORES) : List.of(SEEDS, STORES, TABLES));
            Matcher test = FAILED_TEST.matcher(run.output());
            return run.status() == 0 ? "SURVIVED" : "caught by " + (test.find() ? test.group(1) + "." + test.group(2) : "?");
        } finally {
            Files.writeString(file, sound);
        }
    }

    /** Tests of the functions, one part after the other, until one fails. */
    private Run tests(List<String> parts) throws IOException, InterruptedException {
        Run run = new Run(0, "");
        for (String some : parts) {
            run = run(copy, maven("test", "-pl", "functions", "-Dsurefire.skipAfterFailureCount=1", "-Dtest=" + some));
            if (run.status() != 0) {
                return run;
            }
        }
        return run;
    }

    private static List<String> maven(String... arguments) {
        List<String> command = new ArrayList<>(List.of("mvn", "-B", "-ntp", "-o", "-Dspotless.check.skip"));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Run run(Path directory, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        return new Run(process.waitFor(), output);
    }

    private static void must(Run run) {
        if (run.status() != 0) {
            System.err.println(run.output());
            throw new IllegalStateException("without any fault it fails");
        }
    }

    private static List<Mutation> read(Path file) throws IOException {
        List<Mutation> mutations = new ArrayList<>();
        for (String block : Files.readString(file).split("\n\n+")) {
            List<String> lines = block.strip().lines().toList();
            if (lines.size() == 4) {
                mutations.add(new Mutation(
                        lines.get(0).substring(2),
                        SOURCES.resolve(lines.get(1)),
                        lines.get(2).substring(2),
                        lines.get(3).substring(2)));
            } else {
                throw new IllegalStateException("not a mutation: " + block);
            }
        }
        return mutations;
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, IOException failure) throws IOException {
                Files.delete(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
