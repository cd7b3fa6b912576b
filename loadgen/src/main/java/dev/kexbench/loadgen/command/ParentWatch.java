package dev.kexbench.loadgen.command;

import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Standard input as the sign that whoever started this process still lives: it closes with its
 * other end, however that comes about.
 */
public final class ParentWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ParentWatch.class);

  private ParentWatch() {}

  /** Asks for this process's end when the line is cut. */
  public static void hold(Interrupt interrupt) {
    Thread parent = new Thread(() -> awaitEnd(interrupt), "parent");
    parent.setDaemon(true);
    parent.start();
  }

  private static void awaitEnd(Interrupt interrupt) {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      LOG.warn("standard input broke, which ends this process: {}", e.toString());
    }
    interrupt.request();
  }
}
