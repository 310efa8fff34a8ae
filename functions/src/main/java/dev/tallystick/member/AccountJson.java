package dev.tallystick.member;

import dev.tallystick.json.JsonObject;
import dev.tallystick.points.Account;
import dev.tallystick.points.Activation;
import dev.tallystick.points.ByChannel;
import dev.tallystick.points.FirstPurchases;
import dev.tallystick.points.Lot;
import dev.tallystick.points.OpenHold;
import dev.tallystick.store.Names;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An account in all its parts, as an export shows it. */
final class AccountJson {

    private AccountJson() {}

    static Map<String, Object> of(Account account) {
        JsonObject months = new JsonObject();
        new TreeMap<>(account.tierMonths().months())
                .forEach((month, points) -> months.with(month.toString(), points.value()));
        JsonObject days = new JsonObject();
        new TreeMap<>(account.earnedDays().days()).forEach((day, points) -> days.with(day.toString(), points.value()));
        return new JsonObject()
                .with("entries", account.seq())
                .with("lastEntryAt", account.lastAt().toString())
                .withAny(
                        "lots",
                        account.lots().lots().stream().map(AccountJson::lot).toList())
                .withAny("pending", pending(account))
                .withAny(
                        "holds", account.holds().stream().map(AccountJson::hold).toList())
                .with("tierMonths", months.build())
                .with("firstOnline", first(account.firsts().online()))
                .with("firstInStore", first(account.firsts().inStore()))
                .with("earnedOnDays", account.earnedDays().days().isEmpty() ? null : days.build())
                .with(
                        "redeemedInHour",
                        account.redeemedHour().count() == 0
                                ? null
                                : new JsonObject()
                                        .with(
                                                "hour",
                                                account.redeemedHour().hour().toString())
                                        .with("count", account.redeemedHour().count())
                                        .build())
                .build();
    }

    private static List<Map<String, Object>> pending(Account account) {
        return account.pending().sums().entrySet().stream()
                .sorted(Comparator.comparing(sum -> sum.getKey().toString()))
                .map(sum -> pending(sum.getKey(), sum.getValue()))
                .toList();
    }

    private static Map<String, Object> pending(Activation activation, ByChannel points) {
        JsonObject json = byChannel(points);
        switch (activation) {
            case Activation.OnDay(var activatesAt, var _) -> json.with("activatesAt", activatesAt.toString());
            case Activation.OnEvent(var waitsFor) -> json.with("waitsFor", Names.of(waitsFor));
            case Activation.AtOnce _ -> throw new IllegalStateException("not pending");
        }
        return json.build();
    }

    private static Map<String, Object> lot(Lot lot) {
        return byChannel(lot.points()).with("endsAt", lot.endsAt().toString()).build();
    }

    private static Map<String, Object> hold(OpenHold hold) {
        return new JsonObject()
                .with("redemption", hold.redemption().id())
                .with("points", hold.taken().total().value())
                .with("expiresAt", hold.expiresAt().toString())
                .build();
    }

    private static JsonObject byChannel(ByChannel points) {
        return new JsonObject().with("online", points.online()).with("inStore", points.inStore());
    }

    private static @Nullable String first(FirstPurchases.First first) {
        return first.at() == null ? null : first.at().toString();
    }
}
