package dev.tallystick.purchase;

import dev.tallystick.api.Answers;
import dev.tallystick.api.EntryJson;
import dev.tallystick.api.MoneyJson;
import dev.tallystick.json.JsonObject;
import dev.tallystick.ledger.Quotes;
import dev.tallystick.points.Program;
import dev.tallystick.points.Redeemable;
import dev.tallystick.store.Names;
import java.util.Map;

/** What a quote is answered with; without a member there is nothing to redeem. */
final class QuoteAnswer {

    private QuoteAnswer() {}

    static Map<String, Object> of(Quotes.Outcome.Quoted quoted) {
        Program program = quoted.program();
        JsonObject json = new JsonObject()
                .with(
                        "earn",
                        new JsonObject()
                                .with("points", quoted.earned().earned().value())
                                .with(
                                        "breakdown",
                                        EntryJson.breakdown(quoted.earned().breakdown(), program))
                                .build());
        quoted.account().ifPresent(account -> {
            Redeemable redeemable = Redeemable.on(
                    quoted.earned().total().minus(quoted.paid()).orZeroIfNegative(),
                    account,
                    program,
                    quoted.counter());
            json.with(
                            "redeem",
                            new JsonObject()
                                    .with("maxPoints", redeemable.points().value())
                                    .with("value", MoneyJson.of(redeemable.value(), program.currency()))
                                    .with("limitedBy", Names.of(redeemable.limitedBy()))
                                    .build())
                    .with("balance", Answers.balance(account.balance(), program));
        });
        return json.build();
    }
}
