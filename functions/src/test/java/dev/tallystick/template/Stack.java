package dev.tallystick.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The template and every template that it nests, each as SAM expands it.
 *
 * @param files by path, the outermost first
 */
record Stack(Map<Path, Map<String, Object>> files) {

    private static final Path ROOT =
            Path.of(System.getProperty("tallystick.root", ".")).toAbsolutePath();

    /** What the repository deploys. */
    static Stack ofTheRepository() {
        return changed(template -> {});
    }

    /** The same with a change of the outermost template as it is written, before SAM. */
    static Stack changed(Consumer<Map<String, Object>> change) {
        return read(ROOT.resolve("template.yaml"), change);
    }

    private static Stack read(Path file, Consumer<Map<String, Object>> change) {
        Map<String, Object> template = TemplateFile.read(file);
        change.accept(template);
        Map<Path, Map<String, Object>> files = new LinkedHashMap<>();
        files.put(file, Expansion.of(template));
        nested(files.get(file))
                .forEach(stack -> files.putAll(
                        read(file.resolveSibling(location(stack)), none -> {}).files()));
        return new Stack(files);
    }

    /** What lies in the account when these parameters are given; the others have their defaults. */
    Deployed deployed(Map<String, ?> parameters) {
        Deployed deployed = new Deployed(new LinkedHashMap<>());
        add(files.keySet().iterator().next(), parameters, deployed);
        return deployed;
    }

    /** With all defaults, and once for each value that each condition of the outermost template can have. */
    List<Deployed> variants() {
        List<Deployed> variants = new ArrayList<>(List.of(deployed(Map.of())));
        Choices choices = new Choices(files.values().iterator().next());
        choices.conditions()
                .forEach(condition -> List.of(true, false)
                        .forEach(value -> choices.making(condition, value)
                                .ifPresent(parameters -> variants.add(deployed(parameters)))));
        return variants;
    }

    private void add(Path file, Map<String, ?> parameters, Deployed deployed) {
        Map<String, Object> template = files.get(file);
        Resolver resolver = new Resolver(template, parameters);
        Map<String, Object> resources = resolver.resources();
        resources.forEach((id, resource) -> deployed.add(id, Values.map(resource)));
        resources.values().stream()
                .filter(resource -> "AWS::CloudFormation::Stack".equals(Values.at(resource, "Type")))
                .forEach(stack -> add(
                        file.resolveSibling(location(Values.map(stack))),
                        Values.map(Values.at(stack, "Properties.Parameters")),
                        deployed));
    }

    private static List<Map<String, Object>> nested(Map<String, Object> template) {
        return Values.map(template.get("Resources")).values().stream()
                .map(Values::map)
                .filter(resource -> "AWS::CloudFormation::Stack".equals(resource.get("Type")))
                .toList();
    }

    private static String location(Map<String, Object> stack) {
        return String.valueOf(Values.at(stack, "Properties.TemplateURL"));
    }
}
