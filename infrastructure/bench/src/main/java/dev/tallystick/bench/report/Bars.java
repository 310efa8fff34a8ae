package dev.tallystick.bench.report;

import java.util.List;
import java.util.Locale;

/** Bars beside each other's names, longest to the right, each with a line from its least to its greatest value. */
final class Bars {

    private static final int WIDTH = 720;
    private static final int NAMES = 230;
    private static final int HEIGHT = 34;
    private static final int TOP = 48;
    private static final int ROOM_FOR_NUMBER = 90;

    private Bars() {}

    /** One of them. */
    record Bar(String name, double value, double least, double greatest) {}

    /** A picture in SVG, readable on light and dark ground. */
    static String svg(String title, String unit, List<Bar> bars) {
        double most = bars.stream().mapToDouble(Bar::greatest).max().orElse(1);
        double scale = (WIDTH - NAMES - ROOM_FOR_NUMBER) / (most == 0 ? 1 : most);
        int height = TOP + HEIGHT * bars.size() + 12;
        StringBuilder svg = new StringBuilder(
                String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s" font-family="sans-serif" font-size="14">
                <rect width="%d" height="%d" fill="#ffffff"/>
                <text x="12" y="26" font-weight="bold" fill="#1b1b1b">%s</text>
                """, WIDTH, height, escaped(title), WIDTH, height, escaped(title)));
        int y = TOP;
        for (Bar bar : bars) {
            svg.append(row(bar, unit, y, scale));
            y += HEIGHT;
        }
        return svg.append("</svg>\n").toString();
    }

    private static String row(Bar bar, String unit, int y, double scale) {
        return String.format(
                Locale.ROOT,
                """
                <text x="%d" y="%d" text-anchor="end" fill="#1b1b1b">%s</text>
                <rect x="%d" y="%d" width="%.1f" height="18" fill="#2f6f5e"/>
                <line x1="%.1f" y1="%d" x2="%.1f" y2="%d" stroke="#c2571a" stroke-width="2"/>
                <text x="%.1f" y="%d" fill="#1b1b1b">%s %s</text>
                """,
                NAMES - 10,
                y + 15,
                escaped(bar.name()),
                NAMES,
                y + 1,
                bar.value() * scale,
                NAMES + bar.least() * scale,
                y + 10,
                NAMES + bar.greatest() * scale,
                y + 10,
                NAMES + bar.greatest() * scale + 8,
                y + 15,
                String.format(Locale.ROOT, bar.greatest() < 20 ? "%.2f" : "%.0f", bar.value()),
                unit);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
