package dev.kexbench.loadgen.transport;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.transport.Transport;
import java.util.concurrent.TimeUnit;

/** Vert.x as this module uses it: event loops without worker threads, files or checks. */
public final class EventLoops {
  private EventLoops() {}

  /** This number of event loops with this transport, which must be available here. */
  public static Vertx start(int loops, SocketTransport transport) {
    return start(loops, transport.ofVertx());
  }

  /** The same with a transport of the caller's. */
  public static Vertx start(int loops, Transport transport) {
    return Vertx.builder().with(options(loops)).withTransport(transport).build();
  }

  /**
   * Every pool other than that of the event loops has one thread. Nothing checks for blocked
   * threads: crypto on an event loop is intended.
   */
  private static VertxOptions options(int loops) {
    return new VertxOptions()
        .setFileSystemOptions(noFiles())
        .setEventLoopPoolSize(loops)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        .setBlockedThreadCheckInterval(1)
        .setBlockedThreadCheckIntervalUnit(TimeUnit.HOURS);
  }

  /** No files are served, and the file cache would add a hook that a shutdown rejects. */
  private static FileSystemOptions noFiles() {
    return new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
  }
}
