package dev.tallystick.demo;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** What to open and what to type once everything runs. */
final class Welcome {

    /** After a restart what is typed is to be something new. */
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private Welcome() {}

    static String text(Connection connection, String memberId, Instant now) {
        return """

            Tallystick runs at %1$s: open %1$s/docs, or %1$s/_local to see what is under it, or type in
            another terminal:

              API=%1$s
              WEB=%2$s
              STORE=%3$s
              ADMIN=%4$s
              WALLET='%11$s'
              TILL='%12$s'

            Open $WALLET as the customer and $TILL as the shop.

            Is it well?
              curl -s $API/health

            Who is this, at a till? The demo customer, by phone:
              curl -s $API/v1/members/lookup -H "Authorization: Bearer $STORE" -d '{"member": {"phone": "%5$s"}}'

            An order of 120.00 in the web shop; send it twice and nothing doubles:
              curl -s $API/v1/purchases -H "Authorization: Bearer $WEB" -d '{"purchaseId": "%6$s", "member": {"email": "%7$s"}, "total": {"amount": 12000, "currency": "EUR"}, "occurredAt": "%8$s"}'

            Spend 100 of those points at a till:
              curl -s $API/v1/redemptions -H "Authorization: Bearer $STORE" -d '{"redemptionId": "r-%6$s", "member": {"phone": "%5$s"}, "points": 100}'

            Why is the balance what it is?
              curl -s $API/v1/members/%9$s/entries -H "Authorization: Bearer $STORE"

            A link opens the wallet on one device. Another one, good for a day:
              curl -s $API/v1/members/%9$s/wallet-links -H "Authorization: Bearer $WEB" -d '{"expiresIn": "P1D"}'

            All that was ever posted adds up to zero:
              curl -s $API/v1/insights/trial-balance -H "Authorization: Bearer $ADMIN"

            make demo plays a year of real purchases, online and in two stores. The keys are in %10$s.
            """.formatted(
                        connection.api(),
                        connection.key(Source.WEB),
                        connection.key(Source.STORE_1),
                        connection.key(Source.OFFICE),
                        SeededCustomer.PHONE,
                        ID.format(now),
                        SeededCustomer.EMAIL,
                        now.truncatedTo(ChronoUnit.SECONDS),
                        memberId,
                        Connection.USUAL,
                        connection.walletUrl(),
                        connection.tillUrl());
    }
}
