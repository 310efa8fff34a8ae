package dev.tallystick.demo;

import java.util.Map;

/** SQS by the names of its API, wherever it is. */
@FunctionalInterface
interface Sqs {

    /** @throws Fault when it is refused */
    Document call(String action, Map<String, ?> request);
}
