namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>How a field is compared.</summary>
internal enum FieldType
{
    Text,
    Number,
    Date,
    Moment,
}
