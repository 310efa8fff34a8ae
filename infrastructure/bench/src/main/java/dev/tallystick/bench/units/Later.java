package dev.tallystick.bench.units;

import dev.tallystick.upkeep.SettleDue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the schedule takes once the points of a member have expired: run in a process whose clock is years ahead. */
final class Later {

    private Later() {}

    /** @param member one with points in one lot, which has ended */
    static Map<String, Units> measure(Functions functions, String member) {
        Map<String, Units> taken = new LinkedHashMap<>();
        List<Exchange> sent = Sent.during(() -> functions.call(new SettleDue(), Map.of()));
        taken.put(
                "settle of an account, one lot expired",
                Units.of(sent.stream().filter(each -> each.names(member)).toList()));
        taken.put(
                "settle, a round with nothing due",
                Units.of(Sent.during(() -> functions.call(new SettleDue(), Map.of()))));
        return taken;
    }
}
