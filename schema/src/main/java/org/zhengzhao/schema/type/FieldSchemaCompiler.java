package org.zhengzhao.schema.type;

import com.networknt.schema.AnnotationKeyword;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import com.networknt.schema.InvalidSchemaException;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.zhengzhao.schema.json.JsonValue;

/**
 * Compiles field definitions for the JSON Schema library: dialect 2020-12 with our formats asserted, our patterns, and
 * nothing ever loaded from anywhere.
 */
final class FieldSchemaCompiler {
    private FieldSchemaCompiler() {}

    static JsonSchema compile(FieldSchema fields) {
        JsonMetaSchema.Builder dialect = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                .keyword(new AnnotationKeyword("x-titles"))
                .keyword(new AnnotationKeyword("x-order"))
                .keyword(new AnnotationKeyword("x-picture"));
        Arrays.stream(FieldFormat.values()).map(AssertedFormat::new).forEach(dialect::format);
        JsonMetaSchema metaSchema = dialect.build();
        JsonSchemaFactory factory = JsonSchemaFactory.builder()
                .defaultMetaSchemaIri(metaSchema.getIri())
                .metaSchema(metaSchema)
                .schemaLoaders(loaders -> loaders.add(iri -> {
                    throw new InvalidSchemaException(ValidationMessage.builder()
                            .message("nothing is loaded")
                            .build());
                }))
                .build();
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                .formatAssertionsEnabled(true)
                .failFast(false)
                .typeLoose(false)
                .pathType(PathType.JSON_POINTER)
                .regularExpressionFactory(FieldSchemaCompiler::expression)
                .build();
        // The dialect is ours to state, so that the library never looks one up.
        Map<String, JsonValue> members = new LinkedHashMap<>(fields.definition().values());
        members.remove("$schema");
        JsonSchema schema = factory.getSchema(JacksonTree.of(new JsonValue.Members(members)), config);
        schema.initializeValidators();
        return schema;
    }

    private static RegularExpression expression(String pattern) {
        FieldPattern linear = FieldPattern.find(pattern)
                .orElseThrow(() -> new IllegalArgumentException("a pattern that was not checked"));
        return linear::matches;
    }

    private record AssertedFormat(FieldFormat format) implements Format {
        @Override
        public String getName() {
            return format.keyword();
        }

        @Override
        public boolean matches(ExecutionContext context, String value) {
            return format.admits(value);
        }
    }
}
