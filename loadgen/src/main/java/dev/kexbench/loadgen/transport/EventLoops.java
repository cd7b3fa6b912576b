package dev.kexbench.loadgen.transport;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.concurrent.TimeUnit;

/** Vert.x as this module uses it: event loops without worker threads, files or checks. */
public final class EventLoops {
  private EventLoops() {}

  /**
   * Options for this number of event loops, on epoll where it is available. Every other pool has
   * one thread. Nothing checks for blocked threads: crypto on an event loop is intended.
   */
  public static VertxOptions options(int loops) {
    return new VertxOptions()
        .setPreferNativeTransport(true)
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

  /** The transport for TCP on this machine; starts an event loop to find out. */
  public static String transport() {
    Vertx vertx = Vertx.vertx(options(1));
    try {
      return transport(vertx);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  /** The transport for TCP: {@code epoll} if the native library loads, else {@code nio}. */
  public static String transport(Vertx vertx) {
    return vertx.isNativeTransportEnabled() ? "epoll" : "nio";
  }
}
