using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ExecutionContextGuard.Tool.Tests;

/// <summary>
/// Holds JSON against a schema, with the keywords that ours and the public one of SARIF use; a keyword that it does not know fails. Stricter than
/// a reader would be: what an object has must be described.
/// </summary>
internal sealed class JsonSchema
{
    private static readonly HashSet<string> s_words = ["$schema", "$defs", "definitions", "id", "title", "description", "default"];

    private readonly JsonElement _root;
    private readonly List<string> _complaints = [];

    private JsonSchema(JsonElement root) => _root = root;

    /// <summary>Fails with every place that does not fit.</summary>
    public static void Holds(string schemaFile, string json)
    {
        using var schema = JsonDocument.Parse(File.ReadAllBytes(schemaFile));
        using var document = JsonDocument.Parse(json);
        Assert.Equal([], Complaints(schema.RootElement, document.RootElement));
    }

    public static void PublishedHolds(string command, string json) => Holds(Path.Combine(RepositoryPaths.Root, "docs", "schemas", command + ".schema.json"), json);

    public static IReadOnlyList<string> Complaints(JsonElement schema, JsonElement value)
    {
        var checking = new JsonSchema(schema);
        checking.Check(schema, value, "$");
        return checking._complaints;
    }

    private void Check(JsonElement schema, JsonElement value, string at)
    {
        foreach (var rule in schema.EnumerateObject())
        {
            Expect(Holds(rule.Name, rule.Value, schema, value, at), $"{at}: {rule.Name} {rule.Value.GetRawText()} does not hold for {Short(value)}");
        }
    }

    private bool Holds(string word, JsonElement rule, JsonElement schema, JsonElement value, string at)
    {
        switch (word)
        {
            case "$ref":
                Check(Referenced(rule.GetString()!), value, at);
                return true;
            case "type":
                return rule.ValueKind == JsonValueKind.Array ? rule.EnumerateArray().Any(type => Is(type.GetString()!, value)) : Is(rule.GetString()!, value);
            case "const":
                return JsonElement.DeepEquals(rule, value);
            case "enum":
                return rule.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value));
            case "anyOf":
                return rule.EnumerateArray().Any(one => Fits(one, value));
            case "oneOf":
                return rule.EnumerateArray().Count(one => Fits(one, value)) == 1;
            case "format":
                return value.ValueKind != JsonValueKind.String || HasFormat(rule.GetString()!, value.GetString()!);
            case "uniqueItems":
                return value.ValueKind != JsonValueKind.Array || !rule.GetBoolean() || value.EnumerateArray().Select(static item => item.GetRawText()).Distinct().Count() == value.GetArrayLength();
            case "maximum":
                return value.ValueKind != JsonValueKind.Number || value.GetDouble() <= rule.GetDouble();
            case "pattern":
                return value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.GetString()!);
            case "minimum":
                return value.ValueKind != JsonValueKind.Number || value.GetDouble() >= rule.GetDouble();
            case "minItems":
                return value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= rule.GetInt32();
            case "required":
                return value.ValueKind != JsonValueKind.Object || rule.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _));
            case "items":
                Items(rule, value, at);
                return true;
            case "properties":
                Properties(rule, schema, value, at);
                return true;
            case "additionalProperties":
                Others(rule, schema, value, at);
                return true;
            default:
                return s_words.Contains(word);
        }
    }

    private bool Fits(JsonElement schema, JsonElement value)
    {
        var checking = new JsonSchema(_root);
        checking.Check(schema, value, "$");
        return checking._complaints.Count == 0;
    }

    private static bool HasFormat(string format, string text) => format switch
    {
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        "uri-reference" => Uri.IsWellFormedUriString(text, UriKind.RelativeOrAbsolute),
        "uuid" => Guid.TryParseExact(text, "D", out _),
        "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
        _ => false,
    };

    private void Items(JsonElement rule, JsonElement value, string at)
    {
        var index = 0;
        foreach (var item in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default)
        {
            Check(rule, item, $"{at}[{index++}]");
        }
    }

    private void Properties(JsonElement rule, JsonElement schema, JsonElement value, string at)
    {
        foreach (var property in value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default)
        {
            if (rule.TryGetProperty(property.Name, out var own))
            {
                Check(own, property.Value, $"{at}.{property.Name}");
            }
            else
            {
                Expect(schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind != JsonValueKind.False, $"{at}.{property.Name} is not described");
            }
        }
    }

    private void Others(JsonElement rule, JsonElement schema, JsonElement value, string at)
    {
        foreach (var property in value.ValueKind == JsonValueKind.Object && rule.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default)
        {
            if (!schema.TryGetProperty("properties", out var described) || !described.TryGetProperty(property.Name, out _))
            {
                Check(rule, property.Value, $"{at}.{property.Name}");
            }
        }
    }

    private JsonElement Referenced(string reference)
    {
        var found = _root;
        foreach (var part in reference.Split('/').Skip(1))
        {
            found = found.GetProperty(part);
        }

        return found;
    }

    private static bool Is(string type, JsonElement value) => type switch
    {
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => string.Equals(value.ValueKind.ToString(), type, StringComparison.OrdinalIgnoreCase),
    };

    private static string Short(JsonElement value) => value.GetRawText() is { Length: > 200 } text ? text[..200] : value.GetRawText();

    private void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            _complaints.Add(otherwise);
        }
    }
}
