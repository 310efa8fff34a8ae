/** Where limits lie as members and purchases become more: computed from what operations take and what AWS allows, and a Saturday simulated. */
@NullMarked
package dev.tallystick.bench.growth;

import org.jspecify.annotations.NullMarked;
