package dev.kexbench.loadgen.machine;

import dev.kexbench.results.machine.KernelFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JIT compiler threads of a JVM: their CPU time, cores and priority, by Linux's {@code /proc},
 * {@code taskset} and {@code chrt}. On a platform without these nothing is known or changed.
 *
 * <p>A fair scheduler lets a compiler thread use up its time slice of a millisecond or more before
 * a runnable event loop gets the core. On a core of its own that was most of a generator's lag, and
 * a server on one core spent the first half minute of a run on compiling.
 */
public final class CompilerThreads {
  private static final Logger LOG = LoggerFactory.getLogger(CompilerThreads.class);
  private static final String TASKSET = "taskset";
  private static final Pattern NAMES = Pattern.compile("C[12] Compiler.*");

  /** A thread has its own name soon after it has begun; before, it has that of its creator. */
  private static final long NAMED_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Path tasks;
  private final LongSupplier nanoTime;

  /** The threads at the last call, by id, so that no name is read every time. */
  private Map<String, Known> known = Map.of();

  private volatile boolean givingWay;

  private CompilerThreads(Path tasks, LongSupplier nanoTime) {
    this.tasks = tasks;
    this.nanoTime = nanoTime;
  }

  /**
   * A thread that was there before.
   *
   * @param settled whether its name is final
   */
  private record Known(boolean compiler, long firstSeenNanos, boolean settled) {}

  /** Those of this JVM. */
  public static CompilerThreads ofThisProcess() {
    return of(ProcessHandle.current().pid());
  }

  /** Those of the JVM with this process id. */
  public static CompilerThreads of(long pid) {
    return in(Path.of("/proc", String.valueOf(pid), "task"), System::nanoTime);
  }

  /** Those of the threads in this folder, which has the form of {@code /proc/PID/task}. */
  static CompilerThreads in(Path tasks, LongSupplier nanoTime) {
    return new CompilerThreads(tasks, nanoTime);
  }

  /** The CPU time of those that are alive, in nanoseconds; empty if it is unknown. */
  public Optional<Long> cpuNanos() {
    return ids().stream()
        .map(id -> KernelFile.linesOfProcess(tasks.resolve(id).resolve("schedstat")))
        .flatMap(lines -> lines.stream().limit(1))
        .map(line -> Long.parseLong(line.split(" ")[0]))
        .reduce(Long::sum);
  }

  /** Moves them to these cores, a list for {@code taskset}, whatever the process is bound to. */
  public void useCores(String cores) {
    if (!SystemCommands.exists(TASKSET)) {
      return;
    }
    for (String id : ids()) {
      try {
        SystemCommands.run(TASKSET, "--cpu-list", "--pid", cores, id);
      } catch (IOException e) {
        LOG.warn("JIT compiler thread {} may delay others: {}", id, e.toString());
      }
    }
  }

  /** Lets them run on idle cores only from now on. */
  public void giveWay() {
    givingWay = true;
    ids().forEach(IdlePriority::give);
  }

  /**
   * Gives them the usual priority again, if they give way and the kernel permits it. A JVM that
   * exits waits for its running compilations. Where no core is idle that takes ten seconds or more:
   * HotSpot waits up to ten seconds for compilers in native code ({@code
   * VM_Exit::wait_for_threads_in_native_to_block}), and for a safepoint without a limit.
   */
  public void endGivingWay() {
    if (!givingWay) {
      return;
    }
    Set<String> ended = new HashSet<>();
    List<String> all = ids();
    while (ended.addAll(all)) { // a new one has the priority of the thread that started it
      all.stream().map(IdlePriority::new).forEach(IdlePriority::end);
      all = ids();
    }
  }

  private synchronized List<String> ids() {
    Map<String, Known> now = new TreeMap<>();
    if (Files.isDirectory(tasks)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(tasks)) {
        for (Path task : all) {
          now.put(task.getFileName().toString(), known(task));
        }
      } catch (IOException e) {
        LOG.debug("the process has ended: {}", e.toString());
      }
    }
    known = now;
    return now.keySet().stream().filter(id -> now.get(id).compiler()).toList();
  }

  private Known known(Path task) {
    Known before = known.get(task.getFileName().toString());
    if (before != null && before.settled()) {
      return before;
    }
    long nowNanos = nanoTime.getAsLong();
    long firstSeenNanos = before == null ? nowNanos : before.firstSeenNanos();
    boolean compiler =
        KernelFile.linesOfProcess(task.resolve("comm")).stream()
            .anyMatch(name -> NAMES.matcher(name).matches());
    return new Known(compiler, firstSeenNanos, nowNanos - firstSeenNanos >= NAMED_NANOS);
  }
}
