package dev.kexbench.core.crypto;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The pooling strategies: benchmark parameter, command-line value and report label at once. */
public enum PoolKind {
  /** No pool: a new object for each use. The floor that pooling has to beat. */
  FRESH {
    @Override
    public <T> Pool<T> create(Supplier<T> factory, int capacity) {
      return new FreshPool<>(factory);
    }
  },
  /** One object per thread. For platform threads; virtual ones would each make their own. */
  THREAD_LOCAL {
    @Override
    public <T> Pool<T> create(Supplier<T> factory, int capacity) {
      return new ThreadLocalPool<>(factory);
    }
  },
  /** At most {@code capacity} objects, lent to whichever thread comes; the next one waits. */
  BOUNDED {
    @Override
    public <T> Pool<T> create(Supplier<T> factory, int capacity) {
      return new BoundedPool<>(factory, capacity);
    }
  },
  /** One object for each of the first {@code capacity} threads; those beyond make their own. */
  CONFINED {
    @Override
    public <T> Pool<T> create(Supplier<T> factory, int capacity) {
      return new ConfinedPool<>(factory, capacity);
    }
  };

  /** A pool of objects that the factory makes. */
  public abstract <T> Pool<T> create(Supplier<T> factory, int capacity);

  /** The name on the command line, as thread-local. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return label();
  }

  /**
   * The strategy of that label; an underscore will do for a dash.
   *
   * @throws IllegalArgumentException with a message that lists those that exist
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
}
