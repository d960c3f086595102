using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Choices;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace ClarityConnect.Workflows.Engine.Activities;

/// <summary>Reads an activity class once and describes it.</summary>
internal static class DescriptorFactory
{
    public static ActivityDescriptor Describe(Type type)
    {
        var attribute = type.GetCustomAttribute<ActivityAttribute>()
            ?? throw new InvalidOperationException($"{type} needs an [Activity] attribute that gives it a namespace and a category.");
        var sample = (Activity)(Activator.CreateInstance(type) ?? throw new InvalidOperationException($"{type} needs a public constructor without parameters."));
        var name = attribute.Name ?? type.Name;
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .OrderBy(property => Depth(property.DeclaringType!)).ThenBy(property => property.MetadataToken).ToList();
        var ports = properties.Where(property => property.PropertyType == typeof(ActivityPort)).ToList();
        return new ActivityDescriptor
        {
            TypeName = $"{attribute.Namespace}.{name}",
            Namespace = attribute.Namespace,
            Name = name,
            Version = attribute.Version,
            Category = attribute.Category,
            DisplayName = attribute.DisplayName ?? InWords(name),
            Description = attribute.Description,
            Kind = typeof(Trigger).IsAssignableFrom(type) ? ActivityKind.Trigger : attribute.Kind,
            Outcomes = type.GetCustomAttribute<FlowNodeAttribute>()?.Outcomes ?? [],
            EmbeddedPorts = ports.ConvertAll(property => property.Name),
            Inputs = properties.Where(IsInput).Select((property, index) => DescribeInput(property, sample, index)).OrderBy(input => input.Order).ToList(),
            Outputs = properties.Where(property => typeof(Output).IsAssignableFrom(property.PropertyType)).Select(DescribeOutput).ToList(),
            IsBrowsable = attribute.IsBrowsable,
            IsTerminal = attribute.IsTerminal,
            IsStart = attribute.IsStart,
            IsContainer = ports.Count > 0 || typeof(ICompiledActivity).IsAssignableFrom(type) && name is "Flowchart" or "Sequence" or "Parallel" or "Fork" or "StateMachine",
            ClrType = type,
            PortProperties = ports,
        };
    }

    public static string InWords(string name)
    {
        var words = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
                words.Append(' ');
            words.Append(startsWord && i + 1 < name.Length && char.IsLower(name[i + 1]) ? char.ToLowerInvariant(name[i]) : name[i]);
        }

        return words.ToString();
    }

    private static bool IsInput(PropertyInfo property) =>
        typeof(Input).IsAssignableFrom(property.PropertyType) || property.GetCustomAttribute<InputAttribute>() is not null;

    private static InputDescriptor DescribeInput(PropertyInfo property, Activity sample, int index)
    {
        var attribute = property.GetCustomAttribute<InputAttribute>() ?? new InputAttribute();
        var input = property.GetValue(sample) as Input;
        var isWrapped = typeof(Input).IsAssignableFrom(property.PropertyType);
        var type = isWrapped ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var options = attribute.Options ?? (plain.IsEnum ? Enum.GetNames(plain) : null);
        return new InputDescriptor
        {
            Name = property.Name,
            JsonName = JsonNamingPolicy.CamelCase.ConvertName(property.Name),
            DisplayName = attribute.DisplayName ?? InWords(property.Name),
            Description = attribute.Description,
            Category = attribute.Category,
            ValueType = type,
            IsWrapped = isWrapped,
            UIHint = attribute.UIHint ?? DefaultHint(plain, options is not null || attribute.ConnectionType is not null || attribute.Choices is not null),
            Options = options,
            ConnectionTypeKey = attribute.ConnectionType?.GetCustomAttribute<ConnectionTypeAttribute>()?.Key,
            Choices = attribute.Choices is null ? null : (ChoiceProvider)Activator.CreateInstance(attribute.Choices)!,
            DefaultValue = isWrapped ? input?.DefaultValue : property.GetValue(sample),
            IsRequired = attribute.IsRequired,
            IsSensitive = attribute.IsSensitive,
            IsDeferred = attribute.IsDeferred,
            Order = float.IsNaN(attribute.Order) ? index : attribute.Order,
            Property = property,
        };
    }

    private static OutputDescriptor DescribeOutput(PropertyInfo property)
    {
        var attribute = property.GetCustomAttribute<OutputAttribute>();
        return new OutputDescriptor
        {
            Name = property.Name,
            JsonName = JsonNamingPolicy.CamelCase.ConvertName(property.Name),
            DisplayName = attribute?.DisplayName ?? InWords(property.Name),
            Description = attribute?.Description,
            ValueType = property.PropertyType.GetGenericArguments()[0],
            GivenSchema = attribute?.Schema is { } schema ? OutputSchemas.Read(property, schema) : null,
            Property = property,
        };
    }

    private static string DefaultHint(Type type, bool hasOptions) => type switch
    {
        _ when hasOptions => "dropdown",
        _ when type == typeof(bool) => "checkbox",
        _ when typeof(IEnumerable<string>).IsAssignableFrom(type) => "multitext",
        _ when IsData(type) => "json-editor",
        _ when type == typeof(object) || type == typeof(JsonElement) => "multiline",
        _ => "singleline",
    };

    /// <summary>Whether a value is a list or a record, which people write as JSON.</summary>
    private static bool IsData(Type type) =>
        type != typeof(string) && (typeof(IEnumerable).IsAssignableFrom(type) || (type.IsClass && type != typeof(object)));

    private static int Depth(Type type)
    {
        var depth = 0;
        for (var current = type; current.BaseType is not null; current = current.BaseType)
            depth--;
        return depth;
    }
}
