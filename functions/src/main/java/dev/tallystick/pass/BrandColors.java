package dev.tallystick.pass;

/** The brand's colour as a background, and what can be read on it. */
record BrandColors(int background) {

    private static final int WHITE = 0xffffff;
    private static final int BLACK = 0;

    /** @param color as {@code #rrggbb} */
    static BrandColors of(String color) {
        return new BrandColors(Integer.parseInt(color.substring(1), 16));
    }

    /** Black or white, whichever stands out more: 4.5 to 1 or better on any colour (WCAG 2.2, 1.4.3). */
    int foreground() {
        return isDark() ? WHITE : BLACK;
    }

    boolean isDark() {
        return contrast(WHITE, background) >= contrast(BLACK, background);
    }

    /** The contrast ratio of two colours, 1 to 21, as WCAG defines it. */
    static double contrast(int one, int other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(int color) {
        return 0.2126 * linear(color >> 16) + 0.7152 * linear(color >> 8) + 0.0722 * linear(color);
    }

    private static double linear(int channel) {
        double value = (channel & 0xff) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
