package dev.tallystick.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The shops and stores of the demo's retailer, and the office. */
public enum Source {
    WEB("web", "web", "Web shop", Channel.ONLINE),
    STORE_1("store-1", "store-1", "Store 1", Channel.IN_STORE),
    STORE_2("store-2", "store-2", "Store 2", Channel.IN_STORE),
    OFFICE("office", "admin", "Office", Channel.OFFICE);

    private final String id;
    private final String keyName;
    private final String title;
    private final Channel channel;

    Source(String id, String keyName, String title, Channel channel) {
        this.id = id;
        this.keyName = keyName;
        this.title = title;
        this.channel = channel;
    }

    /** The one with this id, if it is one of ours. */
    public static Optional<Source> named(String id) {
        return Arrays.stream(values()).filter(source -> source.id.equals(id)).findFirst();
    }

    /** As the interface names it. */
    public String id() {
        return id;
    }

    /** What its API key is called in {@code demo.json}. */
    public String keyName() {
        return keyName;
    }

    /** As a person reads it. */
    public String title() {
        return title;
    }

    public Channel channel() {
        return channel;
    }

    /** What its API key may do. */
    public List<String> scopes() {
        return switch (channel) {
            case ONLINE -> List.of("members", "purchases", "refunds", "redemptions");
            case IN_STORE -> List.of("members", "purchases", "refunds", "redemptions", "any-source");
            case OFFICE ->
                List.of(
                        "members",
                        "privacy",
                        "purchases",
                        "refunds",
                        "redemptions",
                        "adjustments",
                        "program",
                        "insights",
                        "webhooks",
                        "setup",
                        "any-source");
        };
    }
}
