package dev.tallystick.demo;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;

/** Shows progress: as a bar on a terminal, elsewhere as a line for every tenth. */
final class ProgressLine implements Progress, AutoCloseable {

    private static final int CELLS = 40;
    private static final int PERCENT = 100;
    private static final int LINE_PERCENT = 10;

    private final PrintStream out;
    private final boolean terminal;
    private int shownPercent;

    ProgressLine(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    static ProgressLine onStandardOutput() {
        return new ProgressLine(
                System.out,
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent());
    }

    @Override
    public synchronized void played(int done, int of) {
        int percent = Math.toIntExact((long) done * PERCENT / of);
        if (percent < shownPercent + (terminal ? 1 : LINE_PERCENT)) {
            return;
        }
        shownPercent = percent;
        String counted = "%3d %%  %s of %s purchases".formatted(percent, Amounts.whole(done), Amounts.whole(of));
        if (terminal) {
            int full = percent * CELLS / PERCENT;
            out.print("\r[" + "#".repeat(full) + ".".repeat(CELLS - full) + "] " + counted);
            out.flush();
        } else {
            out.println(counted);
        }
    }

    /** Ends the bar's line, however far it came. */
    @Override
    public synchronized void close() {
        if (terminal && shownPercent > 0) {
            out.println();
        }
    }
}
