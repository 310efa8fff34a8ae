package dev.tallystick.template;

import dev.tallystick.json.Json;
import dev.tallystick.template.Metrics.Used;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The metrics of dashboards. In a row of a widget {@code "."} stands for what stands in its place in the row before, and
 * {@code "..."} for as many of these as fit; rows that compute something name no metric of their own.
 */
final class Dashboards {

    private Dashboards() {}

    static Stream<Used> metrics(Deployed deployed) {
        return deployed.sorted("AWS::CloudWatch::Dashboard").flatMap(id -> {
            Object body = parse(id, String.valueOf(deployed.properties(id).get("DashboardBody")));
            return Values.list(Values.at(body, "widgets")).stream()
                    .flatMap(widget -> rows(id, Values.list(Values.at(widget, "properties.metrics"))));
        });
    }

    private static Stream<Used> rows(String id, List<Object> rows) {
        List<Used> used = new ArrayList<>();
        List<String> before = List.of();
        for (Object row : rows) {
            List<String> texts = new ArrayList<>(Values.list(row).stream()
                    .filter(cell -> !(cell instanceof Map))
                    .map(String::valueOf)
                    .toList());
            if (texts.isEmpty()) {
                continue;
            }
            int dots = texts.indexOf("...");
            if (dots >= 0) {
                int missing = before.size() - (texts.size() - 1);
                texts.remove(dots);
                texts.addAll(dots, before.subList(dots, dots + missing));
            }
            for (int at = 0; at < texts.size(); at++) {
                if (texts.get(at).equals(".")) {
                    texts.set(at, before.get(at));
                }
            }
            before = List.copyOf(texts);
            Map<String, String> dimensions = new TreeMap<>();
            for (int at = 2; at < texts.size(); at += 2) {
                dimensions.put(texts.get(at), texts.get(at + 1));
            }
            used.add(new Used(id, texts.get(0), texts.get(1), dimensions));
        }
        return used.stream();
    }

    private static Object parse(String id, String body) {
        try {
            return Json.parse(body.getBytes(StandardCharsets.UTF_8));
        } catch (Json.Malformed e) {
            throw new AssertionError(id + " is no JSON at " + e.pointer(), e);
        }
    }
}
