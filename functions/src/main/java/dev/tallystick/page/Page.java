package dev.tallystick.page;

import java.util.Locale;

/** A page with what its browser may do for it. Nothing of it comes from another host, and nothing is written into it as script. */
enum Page {
    WALLET("", "camera=(), microphone=(), geolocation=(), payment=()"),
    TILL(" till", "camera=(self), microphone=(), geolocation=(), payment=()");

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html tallystick";

    private final String suffix;
    private final String permissions;

    Page(String suffix, String permissions) {
        this.suffix = suffix;
        this.permissions = permissions;
    }

    /** The page that a route such as {@code GET /wallet/{asset}} belongs to. */
    static Page ofRoute(String route) {
        return valueOf(route.split("/", -1)[1].toUpperCase(Locale.ROOT));
    }

    /** Where it is served, and all that it may control. */
    String path() {
        return "/" + name().toLowerCase(Locale.ROOT);
    }

    /** Where the build has put its files in the jar. */
    String folder() {
        return "pages" + path();
    }

    /** What it is called on the home screen. */
    String title(String brand) {
        return brand + suffix;
    }

    /** The header {@code Content-Security-Policy}. */
    String policy() {
        return POLICY;
    }

    /** The header {@code Permissions-Policy}. */
    String permissions() {
        return permissions;
    }
}
