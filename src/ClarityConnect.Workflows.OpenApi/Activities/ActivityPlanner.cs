using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.OpenApi.Code;
using ClarityConnect.Workflows.OpenApi.Documents;
using ClarityConnect.Workflows.OpenApi.Operations;
using ClarityConnect.Workflows.OpenApi.Schemas;

namespace ClarityConnect.Workflows.OpenApi.Activities;

/// <summary>Plans the activity of an operation: its inputs, how they fill the request, and what it gives back.</summary>
/// <param name="types">Gives schemas their types.</param>
/// <param name="idempotencyHeader">The header for keys that the document does not describe; null for none.</param>
internal sealed class ActivityPlanner(SchemaTypes types, string? idempotencyHeader)
{
    private const int MostMembers = 150;

    /// <summary>
    /// What an activity has in a workflow's JSON beside its inputs, what the written activities have themselves, and what their code uses.
    /// </summary>
    private static readonly string[] Reserved =
    [
        "Id", "NodeId", "Name", "Type", "Version", "CustomProperties", "SyntheticProperties", "ApplicationProperties", "Metadata", "CanStartWorkflow", "RunAsynchronously", "Source", "Kind", "DisplayName", "CommitStrategy",
        "Connection", "Result", "StatusCode", "Problem", "HttpMethod", "EffectKind",
        "Execute", "ExecuteAsync", "GetEffect", "ReconcileAsync", "OnResumedAsync", "OnChildCompletedAsync", "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals",
    ];

    /// <exception cref="OpenApiRefusedException">Something of it cannot be made.</exception>
    public ActivityPlan Plan(ApiOperation operation)
    {
        var names = new Names([operation.ActivityName, .. Reserved], "Value");
        List<InputPlan> inputs = [];
        List<string> calls = [];
        List<string> members = [];
        var effect = operation.IsQuestion ? "None" : operation.Method is "PUT" or "DELETE" ? "Repeatable" : "Unrepeatable";
        foreach (var alternative in operation.Security)
            calls.Add($".Allow({string.Join(", ", alternative.Select(CodeText.Literal))})");
        foreach (var parameter in operation.Parameters)
        {
            if (parameter.IsIdempotencyKey && !operation.IsQuestion)
                effect = Idempotent(calls, parameter.Name);
            else
                Add(operation, parameter, names, inputs, calls);
        }

        if (effect == "Unrepeatable" && idempotencyHeader is not null)
            effect = Idempotent(calls, idempotencyHeader);
        if (operation.Body is { } body)
            Add(operation, body, names, inputs, calls, members);
        int[] expected = [.. operation.Answers.HasNotFound || operation.Method == "DELETE" ? (int[])[404] : [], .. operation.Answers.HasConflict ? (int[])[409] : []];
        if (expected.Length > 0)
            calls.Add($".Expect({string.Join(", ", expected)})");
        var (result, read, description) = ResultOf(operation);
        return new ActivityPlan(operation)
        {
            Inputs = [.. inputs.Where(input => input.IsRequired), .. inputs.Where(input => !input.IsRequired)],
            Calls = calls,
            Members = members,
            Effect = effect,
            Result = result,
            ReadResult = read,
            ResultDescription = description,
        };
    }

    private static string Idempotent(List<string> calls, string header)
    {
        calls.Add($".Idempotent({CodeText.Literal(header)}, context.IdempotencyKey)");
        return "Repeatable";
    }

    private void Add(ApiOperation operation, ApiParameter parameter, Names names, List<InputPlan> inputs, List<string> calls)
    {
        var input = Input(names, operation.ActivityName, parameter.Name, parameter.Schema, parameter.IsRequired, parameter.Description, takesDefault: true);
        inputs.Add(input);
        var name = CodeText.Literal(parameter.Name);
        var explode = parameter.Explode ? "true" : "false";
        calls.Add(parameter.In switch
        {
            "path" => $".Path({name}, {input.Read}{(parameter.Explode ? ", true" : "")})",
            "query" when parameter is { Style: "form", Explode: true } => $".Query({name}, {input.Read})",
            "query" => $".Query({name}, {input.Read}, {CodeText.Literal(parameter.Style)}, {explode})",
            "header" => $".Header({name}, {input.Read}{(parameter.Explode ? ", true" : "")})",
            _ => $".Cookie({name}, {input.Read})",
        });
    }

    private void Add(ApiOperation operation, RequestBody body, Names names, List<InputPlan> inputs, List<string> calls, List<string> members)
    {
        OpenApiPlace? place = body.Media.TryRaw("schema", out var described) ? described : null;
        var mediaType = CodeText.Literal(body.MediaType);
        if (body.Kind is BodyKind.Text or BodyKind.Bytes)
        {
            var type = body.Kind == BodyKind.Text ? "string" : "byte[]";
            var text = new InputPlan(names.Take("Body", "Body"), "Body", type, $"{CodeText.Sentence(body.Description ?? "What is sent.")} As {(body.Kind == BodyKind.Text ? CodeText.Line(body.MediaType, 100) : "Base64")}.", body.IsRequired);
            inputs.Add(text);
            calls.Add($".{(body.Kind == BodyKind.Text ? "Text" : "Bytes")}({text.Read}, {mediaType})");
            return;
        }

        var schema = place is null ? null : SchemaView.Of(place.Value);
        var properties = schema is { Kind: SchemaKind.Object } ? schema.Properties.Select(property => (property.Key, property.Value, View: SchemaView.Of(property.Value))).Where(property => !property.View.IsReadOnly).ToList() : [];
        // Many documents forget to say that a body is required, and say what it requires.
        if (schema?.Required.Count > 0)
            body = body with { IsRequired = true };
        if (properties.Count is 0 or > MostMembers)
        {
            if (body.Kind != BodyKind.Json)
                throw body.Media.Refused(properties.Count == 0 ? "its form has no fields." : $"its form has more than {MostMembers} fields.");
            var whole = Input(names, operation.ActivityName, "Body", place, body.IsRequired, body.Description, takesDefault: false);
            inputs.Add(whole);
            calls.Add($".Json({whole.Read}, {mediaType})");
            return;
        }

        foreach (var (name, raw, view) in properties)
        {
            if (body.Kind == BodyKind.Multipart && IsFile(view))
            {
                AddFile(operation, body, name, raw, schema!.Required.Contains(name), names, inputs, members);
                continue;
            }

            var input = Input(names, operation.ActivityName, name, raw, schema!.Required.Contains(name), null, takesDefault: false);
            inputs.Add(input);
            members.Add($".Set({CodeText.Literal(name)}, {input.Read}{StyleOf(body, name)})");
        }

        calls.Add(body.Kind switch
        {
            BodyKind.Form => ".Form(body)",
            BodyKind.Multipart => ".Multipart(body)",
            _ when body.IsRequired => body.MediaType == "application/json" ? ".Json(body)" : $".Json(body, {mediaType})",
            _ => $".Json(body.IsEmpty ? null : body, {mediaType})",
        });
    }

    private void AddFile(ApiOperation operation, RequestBody body, string name, OpenApiPlace raw, bool isRequired, Names names, List<InputPlan> inputs, List<string> members)
    {
        var view = SchemaView.Of(raw);
        if (view.Kind == SchemaKind.List)
            raw = view.Items!.Value;
        var content = Input(names, operation.ActivityName, name, raw, isRequired, view.Description, takesDefault: false) with { Type = "byte[]" };
        var fileName = new InputPlan(names.Take($"{name} file name", "FileName"), $"{Names.InWords(name)}: file name", "string", "The file's name, such as image.png. Some APIs tell by it what the file is.", false);
        inputs.Add(content);
        inputs.Add(fileName);
        var mediaType = body.Media.Try("encoding", out var encoding) && encoding.Try(name, out var own) && own.Text("contentType") is { } type && !type.Contains(',', StringComparison.Ordinal) && !type.Contains('*', StringComparison.Ordinal) ? type : null;
        members.Add($".File({CodeText.Literal(name)}, {content.Read}, {fileName.Read}{(mediaType is null ? "" : $", {CodeText.Literal(mediaType)}")})");
    }

    private static bool IsFile(SchemaView view) => view is { Kind: SchemaKind.Text, Format: "binary" } || (view is { Kind: SchemaKind.List, Items: { } items } && IsFile(SchemaView.Of(items)));

    private static string StyleOf(RequestBody body, string name)
    {
        if (body.Kind == BodyKind.Json || !body.Media.Try("encoding", out var encoding) || !encoding.Try(name, out var own))
            return "";
        if (own.Text("contentType") is { } mediaType && MediaTypes.IsJson(mediaType))
            return ", \"json\"";
        return own.Text("style") switch
        {
            "deepObject" => ", \"deepObject\"",
            "spaceDelimited" or "pipeDelimited" or "form" or null when own.Flag("explode") == false => $", {CodeText.Literal(own.Text("style") ?? "form")}, false",
            _ => "",
        };
    }

    private InputPlan Input(Names names, string activity, string name, OpenApiPlace? place, bool isRequired, string? description, bool takesDefault)
    {
        var identifier = names.Take(name, "Value");
        if (place is null)
            return new InputPlan(identifier, Names.InWords(name), "string", CodeText.Sentence(description ?? ""), isRequired);
        var view = SchemaView.Of(place.Value);
        var type = types.TypeOf(view, activity + Names.Identifier(name));
        var options = type is "string" or "long" or "int" or "decimal" && view.Choices.Count is > 0 and <= 300 && view.Choices.All(choice => choice.Length is > 0 and <= 200) ? view.Choices : [];
        return new InputPlan(identifier, Names.InWords(name), type, SchemaWords.Describe(view, description, options.Count > 0), isRequired)
        {
            Options = options,
            Default = takesDefault && view.Default is { } value ? DefaultOf(type, value) : null,
            IsSensitive = view.Format == "password",
        };
    }

    private static string? DefaultOf(string type, JsonElement value) => (type, value.ValueKind) switch
    {
        ("string", JsonValueKind.String) when value.GetString() is { Length: > 0 } text => CodeText.Literal(text),
        ("bool", JsonValueKind.True) => "true",
        ("bool", JsonValueKind.False) => "false",
        ("int", JsonValueKind.Number) when value.TryGetInt32(out var number) => number.ToString(CultureInfo.InvariantCulture),
        ("long", JsonValueKind.Number) when value.TryGetInt64(out var number) => number.ToString(CultureInfo.InvariantCulture),
        ("decimal", JsonValueKind.Number) when value.TryGetDecimal(out var number) => number.ToString(CultureInfo.InvariantCulture) + "m",
        _ => null,
    };

    private (string? Type, string Read, string Description) ResultOf(ApiOperation operation)
    {
        if (operation.Method == "HEAD")
            return (null, "", "");
        if (operation.Answers.Schemas is { Count: > 0 } schemas)
        {
            var found = schemas.Select(schema => schema.IsObject ? types.TypeOf(schema, operation.ActivityName + "Result") : SchemaTypes.Json).Distinct().ToList();
            // Answers of several shapes are given as they come.
            var type = found.Count == 1 ? found[0] : SchemaTypes.Json;
            var description = schemas.Count == 1 && schemas[0].IsObject ? SchemaWords.Describe(SchemaView.Of(schemas[0])) : "";
            return (type, $"answer.Read<{(SchemaTypes.IsValue(type) ? $"{type}?" : type)}>()", description);
        }

        if (operation.Answers.Others is not { Count: > 0 } others)
            return (null, "", "");
        return others.Any(MediaTypes.IsText)
            ? ("string", "answer.Text()", $"The answer as text, {CodeText.Line(others.First(MediaTypes.IsText), 100)}.")
            : ("byte[]", "answer.Bytes()", $"The answer as Base64, {CodeText.Line(others[0], 100)}.");
    }
}
