/** API Gateway's payload 2.0 in and out, problems in RFC 9457's form. */
@NullMarked
package dev.tallystick.http;

import org.jspecify.annotations.NullMarked;
