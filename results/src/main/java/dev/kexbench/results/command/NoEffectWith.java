package dev.kexbench.results.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The option has no effect together with another one; on a command line that has both, it is
 * refused.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface NoEffectWith {
  /** The other options, such as {@code --target}; some commands of a mixin may not have them. */
  String[] value();
}
