package dev.lethe.crypto;

import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Labels as tests and vectors write them: an empty text is what is absent. */
final class Labels {
    static Label of(
            String table,
            String tenant,
            String sid,
            String kind,
            String conversation,
            String message,
            String attribute,
            String expiryDay,
            int revision) {
        return new Label(
                table,
                new Tenant(tenant),
                Optional.of(sid).filter(text -> !text.isEmpty()).map(StorageId::new),
                kind,
                conversation,
                message,
                attribute,
                Optional.of(expiryDay).filter(text -> !text.isEmpty()).map(LocalDate::parse),
                revision);
    }

    static Map<String, Object> tree(Label label) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("table", label.table());
        tree.put("tenant", label.tenant().value());
        tree.put("sid", label.sid().map(StorageId::value).orElse(""));
        tree.put("kind", label.kind());
        tree.put("conversation", label.conversation());
        tree.put("message", label.message());
        tree.put("attribute", label.attribute());
        tree.put("expiryDay", label.expiryDay().map(LocalDate::toString).orElse(""));
        tree.put("revision", label.revision());
        return tree;
    }

    static Label of(Map<?, ?> tree) {
        return of(
                text(tree, "table"),
                text(tree, "tenant"),
                text(tree, "sid"),
                text(tree, "kind"),
                text(tree, "conversation"),
                text(tree, "message"),
                text(tree, "attribute"),
                text(tree, "expiryDay"),
                (Integer) member(tree, "revision"));
    }

    static String text(Map<?, ?> tree, String name) {
        return (String) member(tree, name);
    }

    static Object member(Map<?, ?> tree, String name) {
        var member = tree.get(name);
        if (member == null) {
            throw new AssertionError("there is no " + name);
        }
        return member;
    }

    private Labels() {}
}
