package dev.tallystick.local.permission;

import java.util.List;

/** The role under which a function runs, and the session in which it does so. */
record Role(String arn, String sessionArn, List<Statement> statements) {}
