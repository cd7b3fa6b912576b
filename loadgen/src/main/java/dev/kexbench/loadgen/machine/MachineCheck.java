package dev.kexbench.loadgen.machine;

import dev.kexbench.results.machine.Contention;
import dev.kexbench.results.machine.CoreWatch;
import dev.kexbench.results.machine.CpuTimes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Whether a load test on this machine can be trusted, property by property. */
public final class MachineCheck {
  private static final long SAMPLE_SECONDS = 1;
  private static final String NIO = "nio";

  private final CoreItems cores;
  private final LoadItems load;
  private final KernelItems kernel;

  MachineCheck(Path proc, Path sys, OptionalLong descriptors) {
    this.cores = new CoreItems(proc, sys);
    this.load = new LoadItems(proc, cores.count());
    this.kernel = new KernelItems(proc, sys, descriptors);
  }

  /** A check of this machine. */
  public static MachineCheck here() {
    return new MachineCheck(Path.of("/proc"), Path.of("/sys"), SystemLimits.freeDescriptors());
  }

  /**
   * Every property; observes the machine for a second.
   *
   * @param transport for TCP, such as {@code epoll}
   */
  public List<CheckItem> items(String transport) throws InterruptedException {
    CoreWatch watch = CoreWatch.generator(Set.of());
    watch.read(); // the first reading takes long, and would count as work
    CoreWatch.Reading before = watch.read();
    Optional<CpuTimes> timesBefore = CpuTimes.read();
    TimeUnit.SECONDS.sleep(SAMPLE_SECONDS); // the sample
    Contention sample = watch.since(before);
    Double steal =
        CpuTimes.read().flatMap(now -> timesBefore.map(now::stealShareSince)).orElse(null);
    List<CheckItem> items = new ArrayList<>(cores.items());
    items.addAll(load.averages());
    items.add(LoadItems.others(sample));
    items.add(LoadItems.steal(steal));
    items.addAll(kernel.items());
    items.add(transport(transport));
    return items;
  }

  /**
   * The properties that need no sample of a second: what a run itself shows is left out.
   *
   * @param transport for TCP, such as {@code epoll}
   */
  public List<CheckItem> properties(String transport) {
    List<CheckItem> items = new ArrayList<>(cores.items());
    items.addAll(load.averages());
    items.addAll(kernel.items());
    items.add(transport(transport));
    return items;
  }

  private static CheckItem transport(String transport) {
    return transport.equals(NIO)
        ? CheckItem.advice(
            "transport", "nio: slower than epoll, the default where its native library loads")
        : CheckItem.ok("transport", transport);
  }

  /** One line without a sample: the main properties, or the first problem. */
  public String summary() {
    List<CheckItem> items = new ArrayList<>(load.averages());
    items.addAll(cores.items());
    items.addAll(kernel.items());
    return items.stream()
        .filter(item -> item.state() != CheckItem.State.OK)
        .findFirst()
        .map(item -> "machine: " + item.name() + " " + item.text() + " (all: --check)")
        .orElseGet(() -> "machine: %d cores, no SMT, load and limits OK".formatted(cores.count()));
  }
}
