package dev.tallystick.local.console;

/** Texts no longer than a page shows. */
final class Cut {

    private Cut() {}

    static String to(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + " … and " + (text.length() - end) + " characters more";
    }
}
