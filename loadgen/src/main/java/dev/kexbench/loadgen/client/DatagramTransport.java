package dev.kexbench.loadgen.client;

import com.sun.management.ThreadMXBean;
import dev.kexbench.core.exchange.DatagramClientSide;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** The transport over datagrams: each handshake blocks a thread while it waits. */
public final class DatagramTransport implements ClientTransport {
  /** The maximum number of concurrent handshakes. */
  public static final int THREADS = 256;

  private static final int IDLE_SECONDS = 10;

  private static final ThreadMXBean THREAD_BEAN =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  private final DatagramClientSide side;
  private final ThreadPoolExecutor threads;
  private final LongAdder allocatedBytes = new LongAdder();

  /** Creates the transport; its threads start on demand. */
  public DatagramTransport(DatagramClientSide side) {
    this.side = side;
    threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            DatagramTransport::thread);
    threads.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "dtls-client");
    thread.setDaemon(true);
    return thread;
  }

  DatagramClientSide side() {
    return side;
  }

  /** Runs a handshake on a thread that it may block. */
  void run(Runnable handshake) {
    threads.execute(
        () -> {
          long before = THREAD_BEAN.getCurrentThreadAllocatedBytes();
          handshake.run();
          allocatedBytes.add(THREAD_BEAN.getCurrentThreadAllocatedBytes() - before);
        });
  }

  @Override
  public long allocatedBytes() {
    return allocatedBytes.sum();
  }

  @Override
  public List<String> fallbackAlgorithms() {
    return side.fallbackAlgorithms();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
