package dev.kexbench.results.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The option has an effect only together with another one; on a command line without it, it is
 * refused.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface OnlyWith {
  /**
   * The other options, of which at least one is needed, such as {@code --target}, with a value
   * other than its default. A mixin may name options that only some of its commands have; a command
   * that has none of them needs none.
   */
  String[] value();
}
