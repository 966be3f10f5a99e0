/**
 * Who is calling: clients, their credentials and their short-lived tokens.
 */
@NullMarked
package org.zhengzhao.registry.identity;

import org.jspecify.annotations.NullMarked;
