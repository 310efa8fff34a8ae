package dev.tallystick.load;

import dev.tallystick.demo.Api;
import dev.tallystick.demo.Document;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads every member's statement and holds it against what was acknowledged. */
final class EndCheck {

    private final Api api;
    private final String key;

    EndCheck(Api api, String key) {
        this.api = api;
        this.key = key;
    }

    /**
     * What is lost, doubled or wrong; nothing where all is well.
     *
     * @param members all who may have operations, whether or not any was acknowledged
     */
    List<String> faults(List<String> members, Acknowledged acknowledged) {
        List<String> faults = new ArrayList<>();
        if (acknowledged.operations() == 0) {
            faults.add("not one operation was acknowledged, so nothing was tried");
        }
        for (String member : members) {
            faults.addAll(faults(member, acknowledged));
        }
        return faults;
    }

    private List<String> faults(String member, Acknowledged acknowledged) {
        List<String> faults = new ArrayList<>();
        Map<String, Long> left = new HashMap<>(acknowledged.of(member));
        Set<String> seen = new HashSet<>();
        long sum = 0;
        for (Document entry : entries(member)) {
            sum += entry.number("points");
            Document operation = entry.object("operation");
            String id = operation.text("type") + " " + operation.text("id");
            if (operation.text("type").equals("enrolment")) {
                continue;
            }
            Long promised = left.remove(id);
            if (!seen.add(id) || (promised == null && !acknowledged.isUnknown(id))) {
                faults.add("%s: %s is there twice, or was never acknowledged".formatted(member, id));
            } else if (promised != null && promised != entry.number("points")) {
                faults.add("%s: %s moved %d points and was said to move %d"
                        .formatted(member, id, entry.number("points"), promised));
            }
        }
        left.keySet().forEach(id -> faults.add("%s: %s is lost".formatted(member, id)));
        long available = api.get(key, "/v1/members/" + member)
                .success()
                .object("balance")
                .number("available");
        if (available != sum) {
            faults.add("%s: %d points are available, the entries come to %d".formatted(member, available, sum));
        }
        return faults;
    }

    private List<Document> entries(String member) {
        String path = "/v1/members/" + member + "/entries?limit=200";
        Document page = api.get(key, path).success();
        List<Document> entries = new ArrayList<>(page.objects("entries"));
        while (page.has("nextCursor")) {
            page = api.get(key, path + "&cursor=" + URLEncoder.encode(page.text("nextCursor"), StandardCharsets.UTF_8))
                    .success();
            entries.addAll(page.objects("entries"));
        }
        return entries;
    }
}
