package dev.kexbench.core.tls.engine;

import javax.security.auth.x500.X500Principal;

/**
 * The one unchecked exception that a peer can cause in SunJSSE: it reads the names of CAs that the
 * peer sends (RFC 8446, section 4.2.4) as an {@link X500Principal}, whose constructor throws an
 * IllegalArgumentException for bytes that are no name. Every other one is a fault of a program.
 */
final class MalformedName {
  private MalformedName() {}

  /** Whether the exception comes from that constructor, called by an engine. */
  static boolean isCauseOf(RuntimeException failure) {
    if (!(failure instanceof IllegalArgumentException)) {
      return false;
    }
    StackTraceElement[] trace = failure.getStackTrace();
    int caller = 0;
    while (caller < trace.length && isName(trace[caller])) {
      caller++;
    }
    return caller > 0
        && caller < trace.length
        && trace[caller].getClassName().startsWith("sun.security.ssl.");
  }

  private static boolean isName(StackTraceElement frame) {
    return frame.getClassName().equals(X500Principal.class.getName());
  }
}
