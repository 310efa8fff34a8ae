package dev.tallystick.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a snapshot would hold: all objects that can be reached, as far as our own classes, lambdas and collections lead. */
final class Reachable {

    private static final Path CLASSES = Path.of("target/classes");

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> next = new ArrayDeque<>();

    private Reachable() {}

    /** From these objects and from every static field of ours. */
    static Set<Object> from(Object... roots) {
        Reachable reachable = new Reachable();
        for (Object root : roots) {
            reachable.see(root);
        }
        classes().forEach(type -> reachable.fields(type, null));
        while (!reachable.next.isEmpty()) {
            reachable.follow(reachable.next.pop());
        }
        return reachable.seen;
    }

    private static List<Class<?>> classes() {
        try (Stream<Path> files = Files.walk(CLASSES.resolve("dev/tallystick"))) {
            List<Class<?>> classes = new ArrayList<>();
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                String name =
                        CLASSES.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                if (!name.endsWith("package-info")) {
                    classes.add(Class.forName(name));
                }
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private void follow(Object object) {
        switch (object) {
            case Optional<?> optional -> optional.ifPresent(this::see);
            case Map<?, ?> map ->
                map.forEach((key, value) -> {
                    see(key);
                    see(value);
                });
            case Collection<?> collection -> collection.forEach(this::see);
            case Object[] array -> Stream.of(array).forEach(this::see);
            default -> {
                for (Class<?> type = object.getClass(); isOurs(type); type = type.getSuperclass()) {
                    fields(type, object);
                }
            }
        }
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("dev.tallystick.");
    }

    private void fields(Class<?> type, Object of) {
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) == (of == null)
                    && !field.getType().isPrimitive()) {
                try {
                    field.setAccessible(true);
                    see(field.get(of));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private void see(Object object) {
        if (object != null && seen.add(object)) {
            next.push(object);
        }
    }
}
