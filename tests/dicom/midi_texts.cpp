#include "midi_texts.h"

#include <map>

namespace imprimatur::dicom_eval {

const std::vector<MidiText>& midi_descriptors(const std::string& modality)
{
    static const std::map<std::string, std::vector<MidiText>> kTexts {
        { "CT",
            { { "CT CHEST W CONTRAST {P} {S}", { "CT CHEST", "CONTRAST" } },
                { "Abdomen/Pelvis portal venous - MRN {M}", { "Abdomen/Pelvis", "portal venous" } },
                { "Thorax lung window 1.5mm for Dr. {D}", { "Thorax lung window" } },
                { "HEAD WITHOUT CONTRAST {H}", { "HEAD WITHOUT CONTRAST" } },
                { "CT angiography aorta 3D recon acc {A}", { "CT angiography aorta", "recon" } },
                { "Cervical spine sagittal bone", { "Cervical spine sagittal bone" } } } },
        { "MR",
            { { "MRI BRAIN W/WO {P}, {G}", { "MRI BRAIN" } }, { "Ax T2 FLAIR DOB {B}", { "T2 FLAIR" } },
                { "Sag T1 lumbar spine call {T}", { "T1 lumbar spine" } }, { "DWI ADC map liver", { "DWI ADC", "liver" } },
                { "left knee PD fat sat coronal ({R})", { "left knee", "PD fat sat coronal" } },
                { "cardiac cine short axis {S}", { "cardiac cine short axis" } } } },
        { "US",
            { { "US abdomen complete {P}", { "US abdomen complete" } }, { "Thyroid ultrasound, tech phone {T}", { "Thyroid ultrasound" } },
                { "Carotid doppler bilateral {H}", { "Carotid doppler bilateral" } },
                { "obstetric third trimester", { "obstetric third trimester" } } } },
        { "CR",
            { { "Chest PA and lateral {M}", { "Chest PA", "lateral" } }, { "right hand 3 views Dr {D}", { "right hand", "views" } },
                { "PORTABLE CHEST {S} {P}", { "PORTABLE CHEST" } }, { "pelvis AP", { "pelvis AP" } } } },
        { "MG",
            { { "Screening mammogram {P} {B}", { "Screening mammogram" } },
                { "Left breast MLO magnification", { "Left breast MLO magnification" } } } },
        { "PT",
            { { "FDG PET whole body {A}", { "FDG PET whole body" } },
                { "PET attenuation corrected {G} {P}", { "PET attenuation corrected" } } } },
        { "NM",
            { { "Bone scan whole body {S}", { "Bone scan whole body" } },
                { "Myocardial perfusion stress {R}", { "Myocardial perfusion stress" } } } },
        { "XA",
            { { "Coronary angiogram left {P}", { "Coronary angiogram left" } },
                { "Cerebral angiography right carotid", { "Cerebral angiography right carotid" } } } },
        { "ES",
            { { "Colonoscopy sigmoid polyp {P}", { "Colonoscopy sigmoid polyp" } },
                { "gastroscopy antrum {S}", { "gastroscopy antrum" } } } },
        { "RTSTRUCT", { { "Prostate contours by Dr. {D}", { "Prostate contours" } } } },
        { "RTPLAN", { { "Left lung boost {M}", { "Left lung boost" } } } },
        { "SEG", { { "Liver segmentation {P}", { "Liver segmentation" } } } },
        { "PR", { { "Presentation state chest {P}", { "Presentation state", "chest" } } } },
    };
    static const std::vector<MidiText> kOther { { "Imaging report {P}", { "report" } }, { "12 lead ECG resting {S}", { "ECG resting" } } };
    const auto found = kTexts.find(modality);
    return found == kTexts.end() ? kOther : found->second;
}

const std::vector<MidiText>& midi_histories()
{
    static const std::vector<MidiText> kTexts {
        { "Patient {G} {P} presents with chest pain since {S}. History of hypertension and diabetes.",
            { "chest pain", "hypertension", "diabetes" } },
        { "Referred by Dr. {D} at {H} for evaluation of a pulmonary nodule in the right upper lobe.",
            { "pulmonary nodule", "right upper lobe" } },
        { "Lives at {L}. Fell on the stairs, suspected fracture of the left distal radius.", { "fracture", "left distal radius" } },
        { "MRN {M}: status post cholecystectomy, fever and abdominal pain.", { "cholecystectomy", "fever", "abdominal pain" } },
        { "Please call {T} or write to {E} with results. Known penicillin allergy.", { "penicillin allergy" } },
        { "Mrs. {P}, born {B}, breast cancer, follow-up after chemotherapy.", { "breast cancer", "follow-up", "chemotherapy" } },
        { "Headache and nausea, rule out hemorrhage. Discussed with {R} on {S}.", { "Headache", "nausea", "hemorrhage" } },
        { "Allergic to iodinated contrast. Renal insufficiency.", { "Allergic", "iodinated contrast", "Renal insufficiency" } },
    };
    return kTexts;
}

const std::vector<MidiText>& midi_sentences()
{
    static const std::vector<MidiText> kTexts {
        { "Comparison is made with the study of {S}. No pneumothorax or pleural effusion.", { "No pneumothorax", "pleural effusion" } },
        { "{G} {P} tolerated the procedure well. The liver is enlarged with fatty infiltration.",
            { "tolerated the procedure well", "liver is enlarged", "fatty infiltration" } },
        { "There is a 12 mm nodule in the left lower lobe. Findings were discussed with Dr. {D} by telephone ({T}).",
            { "12 mm nodule", "left lower lobe", "Findings" } },
        { "IMPRESSION: Normal MRI of the brain. Signed by {R}, {H}.", { "IMPRESSION", "Normal MRI of the brain" } },
        { "Accession {A}. The gallbladder contains multiple stones without wall thickening.",
            { "gallbladder", "multiple stones", "wall thickening" } },
        { "The kidneys are normal in size. The bladder is unremarkable.", { "kidneys are normal in size", "bladder is unremarkable" } },
        { "Patient ({M}) was transferred from {L}. Degenerative changes of the lumbar spine.", { "Degenerative changes", "lumbar spine" } },
        { "Recommend follow-up CT in 6 months. Report sent to {E}.", { "Recommend follow-up CT", "6 months" } },
        { "Mild cardiomegaly. The aorta is tortuous. Electronically signed {S} {R}.", { "Mild cardiomegaly", "aorta is tortuous" } },
    };
    return kTexts;
}

}  // namespace imprimatur::dicom_eval
