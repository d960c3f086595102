namespace ClarityConnect.Workflows.Connectors.Intacct.Queries;

/// <summary>How a field is compared; the names are Intacct's.</summary>
public enum IntacctOperator
{
    /// <summary>It is the value.</summary>
    EqualTo,

    /// <summary>It is not the value.</summary>
    NotEqualTo,

    /// <summary>It is below the value.</summary>
    LessThan,

    /// <summary>It is below the value or the value itself.</summary>
    LessThanOrEqualTo,

    /// <summary>It is above the value.</summary>
    GreaterThan,

    /// <summary>It is above the value or the value itself.</summary>
    GreaterThanOrEqualTo,

    /// <summary>It is like the value, with % for any characters.</summary>
    Like,

    /// <summary>It is not like the value.</summary>
    NotLike,

    /// <summary>It is one of the values.</summary>
    In,

    /// <summary>It is none of the values.</summary>
    NotIn,

    /// <summary>It is between two values, both included.</summary>
    Between,

    /// <summary>It is empty.</summary>
    IsNull,

    /// <summary>It is not empty.</summary>
    IsNotNull,
}
