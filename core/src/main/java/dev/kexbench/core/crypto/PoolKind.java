package dev.kexbench.core.crypto;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The pooling strategies; each is a benchmark parameter, a command-line value and a report label.
 */
public enum PoolKind {
  /** No pool: a new object for each use. The baseline for every other strategy. */
  FRESH {
    @Override
    public <T> Pool<T> create(Supplier<T> factory, int capacity) {
      return new FreshPool<>(factory);
    }
  },
  /** One object per thread. For platform threads; every virtual thread would create its own. */
  THREAD_LOCAL {
    @Override
    public <T> Pool<T> create(Supplier<T> factory, int capacity) {
      return new ThreadLocalPool<>(factory);
    }
  },
  /** At most {@code capacity} objects, shared by all threads; further borrowers wait. */
  BOUNDED {
    @Override
    public <T> Pool<T> create(Supplier<T> factory, int capacity) {
      return new BoundedPool<>(factory, capacity);
    }
  },
  /**
   * One object for each of the first {@code capacity} threads; further threads create one per use.
   */
  CONFINED {
    @Override
    public <T> Pool<T> create(Supplier<T> factory, int capacity) {
      return new ConfinedPool<>(factory, capacity);
    }
  };

  /** A pool of objects that the factory creates. */
  public abstract <T> Pool<T> create(Supplier<T> factory, int capacity);

  /** The name on the command line, such as thread-local. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return label();
  }

  /**
   * The strategy with this label; underscores are accepted for dashes.
   *
   * @throws IllegalArgumentException if there is none; the message lists the valid labels
   */
  public static PoolKind labelled(String label) {
    return Arrays.stream(values())
        .filter(each -> each.label().equals(label.toLowerCase(Locale.ROOT).replace('_', '-')))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown pool '%s'; choose one of %s"
                        .formatted(
                            label,
                            Arrays.stream(values())
                                .map(PoolKind::label)
                                .collect(Collectors.joining(", ")))));
  }

  /** Creates an object for each use and discards it. */
  private record FreshPool<T>(Supplier<T> factory) implements Pool<T> {
    @Override
    public <R> R with(Task<? super T, ? extends R> task) {
      return task.apply(factory.get());
    }
  }
}
