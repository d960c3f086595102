using ClarityConnect.Workflows.Connectors.Intacct.Writes;

namespace ClarityConnect.Workflows.Connectors.Intacct.Rest;

/// <summary>An object by its two names, with its fields.</summary>
/// <param name="Gateway">Its name at the XML gateway.</param>
/// <param name="Rest">Its name in REST.</param>
/// <param name="Fields">Its fields.</param>
internal sealed record RestObject(string Gateway, string Rest, IReadOnlyList<RestField> Fields)
{
    /// <summary>The field of a name of the XML gateway. One that is not known is taken to have the same name in REST.</summary>
    public RestField Field(string name) =>
        Fields.FirstOrDefault(field => field.Gateway.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? new RestField(name, OwnFields.ToRest(name), RestFieldKind.Text);
}
