package dev.tallystick.local.console;

/** A request of the page that cannot be met, with the status that says so. */
final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    private Problem(int status, String message) {
        super(message);
        this.status = status;
    }

    static Problem badRequest(String message) {
        return new Problem(400, message);
    }

    static Problem notFound(String message) {
        return new Problem(404, message);
    }

    static Problem wrongType() {
        return new Problem(415, "What changes something is sent as application/json");
    }

    int status() {
        return status;
    }
}
