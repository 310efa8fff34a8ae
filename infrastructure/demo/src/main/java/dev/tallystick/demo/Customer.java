package dev.tallystick.demo;

import java.util.Locale;
import java.util.Map;

/**
 * A customer of the demo: a customer of the web shop and a household of the receipts, paired by their order. The pairing
 * is made up.
 *
 * @param number 1, 2, 3 … up to {@value #MOST}
 * @param webId by which the web shop's log knows them
 * @param householdId by which the receipts know them
 */
public record Customer(int number, String webId, String householdId) {

    /** Berlin's 030 23125-000 to -999 are kept free for fiction; the last is the seeded customer's. */
    static final int MOST = 998;

    private static final int SPENDING_ONLINE_ONE_IN = 3;

    public Customer {
        if (number < 1 || number > MOST) {
            throw new IllegalArgumentException("no customer can have the number " + number);
        }
    }

    /** The same in every run, so that a second enrolment is a replay. */
    public String enrolmentId() {
        return "demo-" + digits();
    }

    public String email() {
        return "customer-" + digits() + "@example.com";
    }

    /** The phone as the web shop takes it down, in E.164. */
    public String phone() {
        return "+493023125" + phoneExtension();
    }

    /** The same phone as it is said at a till. */
    public String nationalPhone() {
        return "030 23125 " + phoneExtension();
    }

    /** Every third customer spends points in the web shop too. */
    public boolean spendsOnline() {
        return number % SPENDING_ONLINE_ONE_IN == 0;
    }

    /** What the web shop sends to enrol them. */
    Map<String, Object> enrolment() {
        return Map.of(
                "enrolmentId", enrolmentId(),
                "name", "Customer " + digits(),
                "email", email(),
                "phone", phone(),
                "externalId", webId);
    }

    private String digits() {
        return String.format(Locale.ROOT, "%04d", number);
    }

    private String phoneExtension() {
        return String.format(Locale.ROOT, "%03d", number);
    }
}
