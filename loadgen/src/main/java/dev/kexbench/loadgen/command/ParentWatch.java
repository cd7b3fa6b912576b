package dev.kexbench.loadgen.command;

import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches standard input to detect the parent's exit: the stream closes when the parent exits, for
 * whatever reason.
 */
public final class ParentWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ParentWatch.class);

  private ParentWatch() {}

  /** Requests this process's stop when standard input closes. */
  public static void hold(Interrupt interrupt) {
    Thread parent = new Thread(() -> awaitEnd(interrupt), "parent");
    parent.setDaemon(true);
    parent.start();
  }

  private static void awaitEnd(Interrupt interrupt) {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      LOG.warn("cannot read standard input, stopping: {}", e.toString());
    }
    interrupt.request();
  }
}
