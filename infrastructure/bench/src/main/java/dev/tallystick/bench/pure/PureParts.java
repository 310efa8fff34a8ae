package dev.tallystick.bench.pure;

import dev.tallystick.bench.run.Effort;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** {@link Parts} by JMH. */
public final class PureParts {

    private PureParts() {}

    /** By name: nanoseconds a call, plus or minus how many, bytes a call. */
    public static Map<String, double[]> measure(Effort effort) {
        boolean tiny = effort.forks() == 0;
        TimeValue each = tiny ? TimeValue.milliseconds(10) : TimeValue.seconds(1);
        try {
            Collection<RunResult> results = new Runner(new OptionsBuilder()
                            .include(Parts.class.getName() + "\\.")
                            .mode(Mode.AverageTime)
                            .timeUnit(TimeUnit.NANOSECONDS)
                            .forks(effort.forks())
                            .warmupIterations(tiny ? 1 : 3)
                            .warmupTime(each)
                            .measurementIterations(tiny ? 1 : 5)
                            .measurementTime(each)
                            .addProfiler(GCProfiler.class)
                            .jvmArgsAppend("--sun-misc-unsafe-memory-access=allow")
                            .verbosity(VerboseMode.SILENT)
                            .build())
                    .run();
            Map<String, double[]> figures = new TreeMap<>();
            for (RunResult result : results) {
                Result<?> time = result.getPrimaryResult();
                Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
                figures.put(time.getLabel(), new double[] {
                    time.getScore(),
                    Double.isNaN(time.getScoreError()) ? 0 : time.getScoreError(),
                    bytes == null ? 0 : bytes.getScore()
                });
            }
            return figures;
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH failed", e);
        }
    }
}
