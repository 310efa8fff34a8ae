package dev.tallystick.local.http;

import dev.tallystick.local.plan.Route;
import java.util.Map;

/** A route and what the path's parameters are. */
record RouteMatch(Route route, Map<String, String> parameters) {}
