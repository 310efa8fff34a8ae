package dev.tallystick.local.function;

import java.nio.file.Path;
import java.util.List;

/** A copy of what a function runs from; the key tells one build from the next. */
record Code(Path source, String key, List<Path> classPath, boolean archivable) {}
