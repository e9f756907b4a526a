"""What tired social workers, police officers, nurses and teachers type, by what they mean."""

COMING = [
    "I'll be there",
    "i’ll be there",
    "ill be there",
    "Yes, I'll come",
    "Yes I will attend",
    "I can attend",
    "i can make it",
    "I'll be there and will send a report before",
    "we will be attending",
    "happy to attend",
    "no problem, I'll be there",
    "Hi, I can do that",
    "I can confirm I will attend",
    "I confirm attendance",
    "will attned",
    "attending",
    "I'm coming",
    "im coming, cheers",
    "Count me in",
    "ok i'll join",
    "SM-ABC23 I'll be there",
    "Good morning, we can join",
]

AGREEING = ["yes", "Yes.", "yep", "YES PLEASE", "ok", "sure", "yes that's fine", "will do", "y"]

NOT_COMING = [
    "can't make it, sending a report",
    "can’t make it",
    "cant make it",
    "cnat make it",
    "I can't make it today sorry",
    "Sorry, I cannot attend",
    "I am unable to attend",
    "I'm not able to come",
    "I won't be there",
    "I wont be able to make it",
    "I'm not attending",
    "not coming",
    "I can't cancel my clinic so can't come",
    "in court all day and can't attend",
    "I don't think I can make it",
    "no",
    "No, sorry",
    "apologies from health",
    "My apologies, theatre list",
    "we can't join, short staffed",
    "I'm afraid I can't do that",
    "unfortunately i am unavailable",
    "declined",
    "SM-ABC23 can't make it",
]

INFORMING = [
    "sending a report",
    "I'll send a report",
    "will email the information tomorrow",
    "I am sending written information",
    "emailing an update now",
]

DOUBTFUL = [
    "I might be able to come",
    "not sure I can make it",
    "I'll try to attend",
    "can I come by phone?",
    "should I attend?",
    "yes but only by phone",
    "is it ok if I'm joining late?",
    "I'll join if my clinic finishes",
    "I may be late but I'll come",
    "can't I join by phone?",
    "hopefully I can make it",
]

DEPUTY = [
    "my colleague will come instead of me",
    "sending a deputy",
    "can't make it but my sergeant will attend",
    "Priya will cover",
    "I'm sending my colleague",
    "DC Dane is coming in my place",
]

CONVENING = [
    "convene a strategy meeting",
    "convene a strategy meeting for tomorrow 2pm, physical abuse",
    "Convene strat meeting asap",
    "I need a strategy meeting",
    "need an urgent strategy discussion",
    "please can you set up a strategy meeting for thursday",
    "arrange a strat discussion",
    "hi, I need to request a strategy meeting",
    "I'd like to call a strategy meeting",
    "strat meeting needed",
    "strategy discussion for tomorrow please",
    "start a strategy meeting",
    "convine a stratgy meeting",
    "request a strategy meetign",
    "can we book an urgent meeting",
]

OWING = [
    "who hasnt replied",
    "who hasn't replied?",
    "who hasn’t replyed",
    "whos not answered",
    "who is missing?",
    "who still owes information",
    "anyone not responded?",
    "has police replied",
    "who's coming?",
    "who has not sent their report",
    "SM-ABC23 who hasn't replied?",
    "ok who is outstanding",
]

MOVING = [
    "reschedule to Thursday 10am",
    "re-schedule please",
    "postpone the meeting",
    "move it to 3pm",
    "I need to move the meeting to Thursday",
    "can we move the meeting to tomorrow 9am?",
    "move SM-ABC23 to friday 2pm",
    "bring the meeting forward",
    "put it back to 4",
    "change the time please",
    "the meeting needs to be moved",
    "reshedule to monday 9",
]

CANCELLING = [
    "cancel",
    "Cancel the meeting",
    "cancel SM-ABC23",
    "please cancel",
    "I need to cancel the meeting",
    "call off the meeting",
    "call it off",
    "canel the meeting",
    "someone should cancel the meeting, child is in hospital",
]

ASKING_STATUS = [
    "status",
    "status SM-ABC23",
    "SM-ABC23",
    "sm-abc23",
    "stauts",
    "what's the status",
    "ok, what's the status",
    "where are we",
    "when is the meeting?",
    "what time is it",
    "is the meeting cancelled?",
    "what's happening with SM-ABC23",
    "any news",
    "has it been authorised yet?",
    "what time will you start the meeting",
]

DISSENTING = [
    "I dissent because nobody has seen the child",
    "I disagree",
    "I disagree with the decision",
    "we formally dissent",
    "I dissent",
]

STARTING = ["start the meeting", "Start meeting", "begin the meeting now", "ok start the meeting"]

HERE = ["I'm here", "here", "present", "I am in the room", "we are in the meeting"]

HELPING = ["help", "hi", "Hello", "good morning", "what can you do?", "HELP!", "hepl"]

MINE = ["my meetings", "list my meetings", "show my meetings", "meetings", "my meeitngs"]

LINES = ["timeline", "show me the timeline", "what happened", "SM-ABC23 timeline"]

THANKING = ["thanks", "thank you", "ok thanks", "cheers", "great, thank you", "noted"]

UNCLEAR = [
    "",
    "asdf",
    "police can't make it",
    "Dev won't attend",
    "I can't see why police won't attend",
    "the school said they will come",
    "mum has cancelled three appointments",
    "neither of us can make it",
    "please don't cancel the meeting",
    "No one from health was there",
    "the family will move house in March",
    "here is my report",
    "here's what we know: two attendances",
    "can you send me the information",
    "how old is the child",
    "we have seen the child present with bruising",
    "restart",
    "she said yes",
    "dad refuses to attend anger management",
    "history of domestic abuse",
]
