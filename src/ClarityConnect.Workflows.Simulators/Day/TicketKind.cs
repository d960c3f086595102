namespace ClarityConnect.Workflows.Simulators.Day;

/// <summary>The special cases of a day.</summary>
internal enum TicketKind
{
    Sale,
    LineDiscount,
    TicketDiscount,
    GiftCardSold,
    GiftCardRedeemed,
    SplitTender,
    CashWithChange,
    CardWithTip,
    CashReturn,
    CardReturn,
    Exchange,
    Voided,
}
