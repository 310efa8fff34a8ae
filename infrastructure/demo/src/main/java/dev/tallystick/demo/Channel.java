package dev.tallystick.demo;

/** Where a customer meets the retailer. */
public enum Channel {
    ONLINE("online", "online"),
    IN_STORE("in_store", "in store"),
    OFFICE("office", "office");

    private final String id;
    private final String title;

    Channel(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** As the interface names it. */
    public String id() {
        return id;
    }

    /** As a person reads it. */
    public String title() {
        return title;
    }
}
