package dev.tallystick.demo;

import java.util.Map;

/** The customer whom every local Tallystick has, for people to try things with. */
final class SeededCustomer {

    /** As it is said at a till; of a block that is kept free for fiction. */
    static final String PHONE = "030 23125 999";

    static final String EMAIL = "demo@example.com";

    private SeededCustomer() {}

    static Map<String, String> name() {
        return Map.of("phone", PHONE);
    }

    static Map<String, Object> enrolment() {
        return Map.of(
                "enrolmentId", "demo-customer",
                "name", "Demo Customer",
                "phone", PHONE,
                "email", EMAIL,
                "externalId", "demo");
    }
}
