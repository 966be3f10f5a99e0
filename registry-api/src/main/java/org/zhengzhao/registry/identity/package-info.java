/**
 * Who is calling: clients, their credentials and their short-lived tokens; people, by the tokens of their OpenID provider.
 */
@NullMarked
package org.zhengzhao.registry.identity;

import org.jspecify.annotations.NullMarked;
